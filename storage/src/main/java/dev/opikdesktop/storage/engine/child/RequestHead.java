package dev.opikdesktop.storage.engine.child;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP request.
 *
 * @param query the decoded parameters of the address; the last of a name counts
 * @param headers by name in lower case
 */
record RequestHead(
    String method, String path, Map<String, String> query, Map<String, String> headers, int minor) {

  /**
   * Reads the lines of a head.
   *
   * @throws IllegalArgumentException if it is no HTTP/1 request
   */
  static RequestHead parse(String text) {
    String[] lines = text.split("\r?\n", -1);
    String[] parts = lines[0].split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new IllegalArgumentException("not an HTTP/1 request");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    int mark = parts[1].indexOf('?');
    String path = mark < 0 ? parts[1] : parts[1].substring(0, mark);
    Map<String, String> query = new LinkedHashMap<>();
    if (mark >= 0) {
      for (String pair : parts[1].substring(mark + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (!pair.isEmpty()) {
          query.put(
              decoded(equals < 0 ? pair : pair.substring(0, equals)),
              equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
      }
    }
    return new RequestHead(parts[0], path, query, headers, parts[2].charAt(7) - '0');
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  boolean headerHas(String name, String word) {
    String value = headers.get(name);
    return value != null && value.toLowerCase(Locale.ROOT).contains(word);
  }

  boolean flag(String name) {
    return "1".equals(query.get(name)) || "true".equals(query.get(name));
  }

  boolean keepAlive() {
    return minor == 0 ? headerHas("connection", "keep-alive") : !headerHas("connection", "close");
  }
}
