package dev.opikdesktop.server.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The codes of gRPC that are given here, and which status of HTTP has the same meaning. */
enum GrpcStatus {
  OK(0),
  INVALID_ARGUMENT(3),
  DEADLINE_EXCEEDED(4),
  NOT_FOUND(5),
  ALREADY_EXISTS(6),
  PERMISSION_DENIED(7),
  RESOURCE_EXHAUSTED(8),
  UNIMPLEMENTED(12),
  INTERNAL(13),
  UNAVAILABLE(14);

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final int code;

  GrpcStatus(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Exporters try again after UNAVAILABLE, as after 503, and after DEADLINE_EXCEEDED. */
  static GrpcStatus of(int httpStatus) {
    return switch (httpStatus) {
      case 400, 422 -> INVALID_ARGUMENT;
      case 403 -> PERMISSION_DENIED;
      case 404 -> NOT_FOUND;
      case 409 -> ALREADY_EXISTS;
      case 413 -> RESOURCE_EXHAUSTED;
      case 415, 501 -> UNIMPLEMENTED;
      case 429, 503 -> UNAVAILABLE;
      case 504 -> DEADLINE_EXCEEDED;
      default -> INTERNAL;
    };
  }

  /** A message as a header may hold it: percent signs before all that is not plain ASCII. */
  static String escaped(String message) {
    StringBuilder escaped = new StringBuilder(message.length());
    for (byte each : message.getBytes(StandardCharsets.UTF_8)) {
      if (each >= ' ' && each <= '~' && each != '%') {
        escaped.append((char) each);
      } else {
        escaped.append('%').append(HEX.toHexDigits(each));
      }
    }
    return escaped.toString();
  }
}
