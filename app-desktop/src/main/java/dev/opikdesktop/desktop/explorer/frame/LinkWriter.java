package dev.opikdesktop.desktop.explorer.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Writes a link: a path, and parameters in which everything but letters and digits is escaped. */
final class LinkWriter {
  private final StringBuilder text = new StringBuilder(Link.BEGIN);
  private char separator = '?';

  LinkWriter(String path) {
    text.append(path);
  }

  /** Adds a parameter; none for null. */
  LinkWriter with(String name, @Nullable String value) {
    if (value != null) {
      text.append(separator).append(name).append('=');
      for (byte each : value.getBytes(UTF_8)) {
        if (isPlain((char) each)) {
          text.append((char) each);
        } else {
          text.append("%%%02X".formatted(each));
        }
      }
      separator = '&';
    }
    return this;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~:".indexOf(c) >= 0;
  }

  String text() {
    return text.toString();
  }
}
