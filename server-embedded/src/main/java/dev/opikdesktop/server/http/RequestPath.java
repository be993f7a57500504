package dev.opikdesktop.server.http;

import io.helidon.webserver.http.ServerRequest;

/** The path as the client sent it, also where routing has taken off the prefix {@code /api}. */
record RequestPath(String raw) {
  static String received(ServerRequest request) {
    return request
        .context()
        .get(RequestPath.class)
        .map(RequestPath::raw)
        .orElseGet(() -> request.prologue().uriPath().rawPath());
  }
}
