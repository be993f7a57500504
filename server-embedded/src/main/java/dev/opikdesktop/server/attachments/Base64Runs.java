package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds long base64 in the strings of a JSON text (Opik contract 4.6), looking at one byte in
 * {@value #SHORTEST} where there is none.
 */
final class Base64Runs {
  /** The fewest characters that are worth a file of their own (ATTACHMENTS_STRIP_MIN_SIZE). */
  static final int SHORTEST = 256_000;

  private static final int QUANTUM = 4;
  private static final int UNICODE_DIGITS = 4;

  private final int shortest;
  private final byte[] bytes;
  private final int from;
  private final int end;

  private Base64Runs(JsonText text, int shortest) {
    this.shortest = shortest;
    this.bytes = text.array();
    this.from = text.from();
    this.end = from + text.length();
  }

  /**
   * One of them.
   *
   * @param from of its first character in the text's array
   * @param to behind its last character or its padding
   */
  record Run(int from, int to) {}

  /**
   * All of a text, in their order: of the alphabet with plus and slash, padded as it must be, and
   * such that encoding what they say gives them again.
   */
  static List<Run> in(@Nullable JsonText text) {
    return text == null ? List.of() : in(text, SHORTEST);
  }

  /** The same of other lengths. */
  static List<Run> in(JsonText text, int shortest) {
    return text.length() < shortest ? List.of() : new Base64Runs(text, shortest).all();
  }

  private List<Run> all() {
    List<Run> runs = new ArrayList<>();
    int done = from;
    // However a run lies, one of the bytes that are looked at is in it.
    for (int at = from + shortest - 1; at < end; at = done + shortest) {
      int start = at;
      while (start > done && isBase64(bytes[start - 1])) {
        start--;
      }
      int stop = at;
      while (stop < end && isBase64(bytes[stop])) {
        stop++;
      }
      Run run = run(start, stop);
      if (run != null) {
        runs.add(run);
      }
      done = stop;
    }
    return runs;
  }

  private @Nullable Run run(int first, int last) {
    int start = first + escaped(first);
    int stop = last;
    while (stop < end && bytes[stop] == '=') {
      stop++;
    }
    int padding = stop - last;
    boolean isWhole =
        stop - start >= shortest
            && (stop - start) % QUANTUM == 0
            && padding <= 2
            && (padding == 0 || (value(bytes[last - 1]) & (padding == 1 ? 3 : 15)) == 0);
    return isWhole && !isNumber(start, last) ? new Run(start, stop) : null;
  }

  /** How many characters at the start belong to an escape that begins before them, as in \n. */
  private int escaped(int start) {
    int slashes = 0;
    while (start - slashes > from && bytes[start - slashes - 1] == '\\') {
      slashes++;
    }
    if (slashes % 2 == 0) {
      return 0;
    }
    return bytes[start] == 'u' ? 1 + UNICODE_DIGITS : 1;
  }

  /** A number outside of strings may be long too. */
  private boolean isNumber(int start, int stop) {
    for (int at = start; at < stop; at++) {
      byte b = bytes[at];
      if (!((b >= '0' && b <= '9') || b == 'e' || b == 'E' || b == '+')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBase64(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '+'
        || b == '/';
  }

  private static int value(byte b) {
    if (b >= 'A' && b <= 'Z') {
      return b - 'A';
    }
    if (b >= 'a' && b <= 'z') {
      return b - 'a' + 26;
    }
    return b >= '0' && b <= '9' ? b - '0' + 52 : b == '+' ? 62 : 63;
  }
}
