package dev.opikdesktop.server.system;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The running application, for its own window and for people.
 *
 * @param version of the application
 * @param contract the Opik release whose contract is served
 * @param restUrl without a trailing slash
 * @param otlpHttpUrl null when OTLP over HTTP is off
 * @param otlpGrpcUrl null when OTLP over gRPC is off
 * @param dataFolder absolute path
 * @param storedBytes what the stores take on disk
 * @param spansPerSecond spans taken in, over the last minute
 */
public record About(
    String name,
    String version,
    String contract,
    String restUrl,
    @Nullable String otlpHttpUrl,
    @Nullable String otlpGrpcUrl,
    String dataFolder,
    long storedBytes,
    double spansPerSecond,
    Instant startedAt) {
  public static final String NAME = "Opik Desktop";
}
