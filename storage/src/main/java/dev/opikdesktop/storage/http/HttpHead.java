package dev.opikdesktop.storage.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of an answer.
 *
 * @param headers by name in lower case; of several with the same name the last
 */
record HttpHead(int status, boolean http10, Map<String, String> headers) {
  /** Reads the lines of a head, each with its end. */
  static HttpHead parse(String lines) throws IOException {
    int end = lines.indexOf("\r\n");
    if (!lines.startsWith("HTTP/1.") || end < 12) {
      throw new IOException("what answers there does not speak HTTP/1");
    }
    int status;
    try {
      status = Integer.parseInt(lines, 9, 12, 10);
    } catch (NumberFormatException e) {
      throw new IOException("what answers there does not speak HTTP/1", e);
    }
    Map<String, String> headers = new HashMap<>();
    for (int start = end + 2; start < lines.length(); start = end + 2) {
      end = lines.indexOf("\r\n", start);
      int colon = lines.indexOf(':', start);
      if (colon > start && colon < end) {
        headers.put(
            lines.substring(start, colon).toLowerCase(Locale.ROOT),
            lines.substring(colon + 1, end).strip());
      }
    }
    return new HttpHead(status, lines.charAt(7) == '0', headers);
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  boolean isChunked() {
    return has("transfer-encoding", "chunked");
  }

  boolean keepAlive() {
    return http10 ? has("connection", "keep-alive") : !has("connection", "close");
  }

  private boolean has(String name, String word) {
    String value = headers.get(name);
    return value != null && value.toLowerCase(Locale.ROOT).contains(word);
  }

  /** Bytes of the body, or -1 if the head does not say. */
  long length() throws IOException {
    if (status == 204 || status == 304) {
      return 0;
    }
    String value = headers.get("content-length");
    try {
      return value == null || isChunked() ? -1 : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IOException("the length of the answer is no number", e);
    }
  }
}
