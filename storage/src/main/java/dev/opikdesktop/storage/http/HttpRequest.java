package dev.opikdesktop.storage.http;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One POST.
 *
 * @param target path and query, encoded
 * @param contentType what the body is, or null to say nothing
 * @param length bytes of the body, or -1 if only its end will tell
 * @param body written once for each attempt
 */
public record HttpRequest(String target, @Nullable String contentType, long length, Body body) {
  /** A body in memory. */
  public static HttpRequest of(String target, @Nullable String contentType, byte[] body) {
    return new HttpRequest(target, contentType, body.length, out -> out.write(body));
  }

  /** A body that is sent while it is being made. */
  public static HttpRequest streaming(String target, Body body) {
    return new HttpRequest(target, null, -1, body);
  }

  /** What is sent. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}
