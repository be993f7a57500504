package dev.opikdesktop.desktop.explorer.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file inside of a text: a data URI, or bare base64.
 *
 * @param type its media type
 */
public record Embedded(String type, String base64) {
  private static final int SHORTEST = 200;
  private static final int LONGEST_HEAD = 120;
  private static final String MARK = ";base64,";

  /** How the base64 of well-known files begins. */
  private static final List<List<String>> BEGINNINGS =
      List.of(
          List.of("iVBORw0KGgo", "image/png"),
          List.of("/9j/", "image/jpeg"),
          List.of("R0lGOD", "image/gif"),
          List.of("JVBERi0", "application/pdf"),
          List.of("T2dnUw", "audio/ogg"),
          List.of("SUQz", "audio/mpeg"),
          List.of("//uQ", "audio/mpeg"),
          List.of("PHN2Zy", "image/svg+xml"));

  /** Null for a text that is none. */
  public static @Nullable Embedded of(String text) {
    return isOne(text, 0, text.length())
        ? new Embedded(type(text, 0), text.substring(text.indexOf(',') + 1))
        : null;
  }

  /** Whether the characters from here to there are a file rather than words. */
  public static boolean isOne(CharSequence text, int from, int to) {
    if (to - from < SHORTEST) {
      return false;
    }
    String head = text.subSequence(from, from + SHORTEST).toString();
    if (head.startsWith("data:")) {
      int mark = head.indexOf(MARK);
      return mark > 0 && mark < LONGEST_HEAD;
    }
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      upper |= c >= 'A' && c <= 'Z';
      lower |= c >= 'a' && c <= 'z';
      digit |= c >= '0' && c <= '9';
      if (!isBase64(c)) {
        return false;
      }
    }
    return upper && lower && digit && isBase64(text.charAt(to - 5));
  }

  /** The media type, as the text says it or as its first bytes do. */
  public static String type(CharSequence text, int from) {
    String head = text.subSequence(from, Math.min(text.length(), from + SHORTEST)).toString();
    if (head.startsWith("data:")) {
      String type = head.substring(5, Math.max(5, head.indexOf(MARK)));
      return type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
    }
    for (List<String> each : BEGINNINGS) {
      if (head.startsWith(each.getFirst())) {
        return each.getLast();
      }
    }
    // RIFF and its length come before what it is.
    if (head.startsWith("UklGR")) {
      return head.startsWith("XQVZF", 10) || head.contains("V0FWRW") ? "audio/wav" : "image/webp";
    }
    return "application/octet-stream";
  }

  /** About how many bytes so many characters are. */
  static long bytes(long characters) {
    return characters * 3 / 4;
  }

  /** About how large it is. */
  public long bytes() {
    return bytes(base64.length());
  }

  /** What the names of its kind end in. */
  public String extension() {
    String kind = type.substring(type.indexOf('/') + 1);
    return switch (kind) {
      case "jpeg" -> "jpg";
      case "mpeg" -> "mp3";
      case "svg+xml" -> "svg";
      case "plain" -> "txt";
      case "x-wav", "wave" -> "wav";
      case "octet-stream" -> "bin";
      default -> kind.replaceAll("[^A-Za-z0-9].*", "");
    };
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || "+/-_=".indexOf(c) >= 0;
  }
}
