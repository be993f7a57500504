package dev.opikdesktop.server.http;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call of a unary gRPC method.
 *
 * @param caller who calls; the workspace comes as metadata, as it comes as a header in HTTP
 * @param message the bytes of the one message, inflated and bounded; belongs to the receiver
 * @param names finds a value of the metadata by its name in lower case
 */
public record GrpcCall(
    Caller caller, InputStream message, Function<String, Optional<String>> names) {
  /** A value of the metadata, without blanks around it; empty where there is none. */
  public Optional<String> metadata(String lowerCaseName) {
    return names.apply(lowerCaseName).map(String::strip).filter(value -> !value.isEmpty());
  }
}
