package dev.opikdesktop.desktop.client;

import java.util.Locale;
import java.util.Set;

/**
 * A file of a trace or span.
 *
 * @param type its media type
 * @param address where it can be loaded from
 */
public record Attachment(String name, long bytes, String type, String address) {
  private static final Set<String> DRAWN =
      Set.of("image/png", "image/jpeg", "image/jpg", "image/gif", "image/bmp");

  private static final Set<String> PLAYED =
      Set.of(
          "audio/wav",
          "audio/x-wav",
          "audio/wave",
          "audio/vnd.wave",
          "audio/aiff",
          "audio/x-aiff",
          "audio/basic");

  /** Whether it is a picture of a kind that the window can draw. */
  public boolean isImage() {
    return DRAWN.contains(plainType());
  }

  public boolean isPdf() {
    return plainType().equals("application/pdf");
  }

  /** Whether it is a sound of a kind that the window can play. */
  public boolean isSound() {
    return PLAYED.contains(plainType());
  }

  public boolean isJson() {
    return plainType().equals("application/json") || plainType().endsWith("+json");
  }

  /** Whether it is written in letters. */
  public boolean isText() {
    return type.startsWith("text/") || isJson() || type.endsWith("xml") || type.endsWith("yaml");
  }

  /** Whether a text stands for it: its name, or its name in brackets where its bytes were. */
  public boolean isNamedBy(String text) {
    int bracket = text.endsWith("]") ? text.lastIndexOf('[') : -1;
    return (bracket < 0 ? text : text.substring(bracket + 1, text.length() - 1)).endsWith(name);
  }

  private String plainType() {
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
