package dev.opikdesktop.server;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a server listens.
 *
 * @param host the address to listen on
 * @param port of the REST API; 0 picks a free one
 * @param otlpHttpPort of OTLP over HTTP; 0 picks a free one, empty switches it off
 * @param otlpGrpcPort of OTLP over gRPC, likewise
 * @param allowedHosts further host names that requests may name
 * @param maxRequestBytes the most bytes of one request body, inflated
 * @param maxJsonBytes the most bytes of one body of JSON, inflated
 * @param dataFolder where the local stores lie
 * @param maxDataBytes how large that folder may become before the oldest traces are deleted
 * @param readOnly whether everything that would change something is refused
 */
public record ServerSettings(
    String host,
    int port,
    OptionalInt otlpHttpPort,
    OptionalInt otlpGrpcPort,
    Set<String> allowedHosts,
    long maxRequestBytes,
    long maxJsonBytes,
    Path dataFolder,
    long maxDataBytes,
    boolean readOnly) {
  private static final int REST_PORT = 5173;
  private static final int OTLP_HTTP_PORT = 4318;
  private static final int OTLP_GRPC_PORT = 4317;
  private static final long TWO_GIGABYTES = 2L << 30;
  private static final long MEGABYTES_256 = 256L << 20;

  /** The defaults of the application. */
  public static ServerSettings of(Path dataFolder) {
    return new ServerSettings(
        "127.0.0.1",
        REST_PORT,
        OptionalInt.of(OTLP_HTTP_PORT),
        OptionalInt.of(OTLP_GRPC_PORT),
        Set.of(),
        TWO_GIGABYTES,
        MEGABYTES_256,
        dataFolder,
        Long.MAX_VALUE,
        false);
  }

  /** The same on free ports. */
  public ServerSettings onFreePorts() {
    return new ServerSettings(
        host,
        0,
        OptionalInt.of(0),
        OptionalInt.of(0),
        allowedHosts,
        maxRequestBytes,
        maxJsonBytes,
        dataFolder,
        maxDataBytes,
        readOnly);
  }

  /** The same with another limit to the data folder. */
  public ServerSettings withMaxDataBytes(long most) {
    return new ServerSettings(
        host,
        port,
        otlpHttpPort,
        otlpGrpcPort,
        allowedHosts,
        maxRequestBytes,
        maxJsonBytes,
        dataFolder,
        most,
        readOnly);
  }

  /** The same on any free port for the REST API, and without OTLP's. */
  public ServerSettings onFreeRestPort() {
    return new ServerSettings(
        host,
        0,
        OptionalInt.empty(),
        OptionalInt.empty(),
        allowedHosts,
        maxRequestBytes,
        maxJsonBytes,
        dataFolder,
        maxDataBytes,
        readOnly);
  }

  /** The same without anything that would change something. */
  public ServerSettings forReading() {
    return new ServerSettings(
        host,
        port,
        otlpHttpPort,
        otlpGrpcPort,
        allowedHosts,
        maxRequestBytes,
        maxJsonBytes,
        dataFolder,
        maxDataBytes,
        true);
  }
}
