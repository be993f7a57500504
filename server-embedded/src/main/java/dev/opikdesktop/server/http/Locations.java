package dev.opikdesktop.server.http;

import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

  /**
   * An address that a client sent as base64, in either alphabet.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static String decoded(String base64) {
    // An unescaped plus sign in a query arrives as a blank.
    String urlSafe = base64.strip().replace(' ', '-').replace('+', '-').replace('/', '_');
    return new String(Base64.getUrlDecoder().decode(urlSafe), StandardCharsets.UTF_8);
  }

  /** Scheme and authority as the client used them, without a trailing slash. */
  public static String base(ServerRequest request) {
    return (request.isSecure() ? "https" : "http") + "://" + request.authority();
  }
}
