package dev.opikdesktop.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.UUID;

/** Absolute addresses of entities. */
public final class Locations {
  private Locations() {}

  /**
   * The address of an entity made by this request: its URI as it came, and the id (contract 1.5).
   */
  public static String of(ServerRequest request, UUID id) {
    String path = RequestPath.received(request);
    return base(request) + (path.endsWith("/") ? path : path + "/") + id;
  }

  /** Scheme and authority as the client used them, without a trailing slash. */
  public static String base(ServerRequest request) {
    return (request.isSecure() ? "https" : "http") + "://" + request.authority();
  }
}
