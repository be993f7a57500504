package dev.opikdesktop.server.http;

import io.helidon.webserver.http.RoutingRequest;

/**
 * The most bytes that a request's body may have, inflated. Files are passed on as they come; JSON
 * and OTLP are held in memory.
 *
 * @param setting which raises it; "" for none
 * @param inMemory whether the body counts against the budget of those in memory
 */
record BodyLimit(long bytes, String setting, boolean inMemory) {
  /** Uploads come without a content type, and with any. */
  private static final String UPLOAD = "/v1/private/attachment/upload";

  private static final String MAX_REQUEST_SIZE = "server.max-request-size";
  private static final long OTLP_BYTES = 64L << 20;

  /**
   * That of a request whose path has lost its prefix.
   *
   * @param request of any body
   * @param json of one that says it is JSON, or nothing
   */
  static BodyLimit of(RoutingRequest message, long request, long json) {
    String path = message.prologue().uriPath().rawPath();
    if (path.endsWith("/v1/traces") || path.endsWith("/v1/logs") || path.endsWith("/v1/metrics")) {
      return ofOtlp(request);
    }
    if (path.equals(UPLOAD)) {
      return new BodyLimit(request, MAX_REQUEST_SIZE, false);
    }
    boolean isJson =
        message
            .headers()
            .contentType()
            .map(type -> type.mediaType().text().contains("json"))
            .orElse(true);
    return isJson && json < request
        ? new BodyLimit(json, "server.max-json-size", true)
        : new BodyLimit(request, MAX_REQUEST_SIZE, true);
  }

  /** That of an OTLP message, however it comes. */
  static BodyLimit ofOtlp(long request) {
    return new BodyLimit(Math.min(OTLP_BYTES, request), "", true);
  }

  ApiException exceeded() {
    return ApiException.coded(
        413,
        "The request body is larger than " + bytes + " bytes",
        setting.isEmpty() ? "Send less at once" : "Send less at once, or raise " + setting);
  }
}
