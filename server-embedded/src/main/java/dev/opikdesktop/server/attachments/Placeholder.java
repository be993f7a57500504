package dev.opikdesktop.server.attachments;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text that stands in a payload for a file (Opik contract 4.6): its name in brackets, as {@code
 * [input-attachment-1-1764115200000.png]}. Official clients put such texts there too.
 *
 * @param from of its bracket in the payload's array
 * @param to behind its other bracket
 */
record Placeholder(int from, int to, String fileName) {
  private static final String NAME =
      "(?:input|output|metadata)-attachment-\\d{1,20}-\\d{1,20}(?:-sdk)?\\.\\w{1,20}";
  private static final Pattern FILE_NAME = Pattern.compile(NAME);
  private static final Pattern TEXT = Pattern.compile("\\[(" + NAME + ")]");

  /** For ClickHouse: the names in a text. */
  static final String SQL_PATTERN =
      "\\[((?:input|output|metadata)-attachment-[0-9]+-[0-9]+[.][A-Za-z0-9_]+)\\]";

  private static final int LONGEST = 96;

  /** The name of the file that is taken out of a payload. */
  static String fileName(String payload, int number, long millis, String extension) {
    String word = extension.replaceAll("\\W", "_");
    return "%s-attachment-%d-%d.%s".formatted(payload, number, millis, word);
  }

  /** Whether a payload can name such a file. */
  static boolean canName(String fileName) {
    return FILE_NAME.matcher(fileName).matches();
  }

  /** The next one in a payload. */
  static @Nullable Placeholder next(byte[] utf8, int from, int end) {
    for (int at = from; at < end; at++) {
      if (utf8[at] == '[' && at + 1 < end && isFirstLetter(utf8[at + 1])) {
        int length = Math.min(LONGEST, end - at);
        Matcher text = TEXT.matcher(new String(utf8, at, length, StandardCharsets.ISO_8859_1));
        if (text.lookingAt()) {
          return new Placeholder(at, at + text.end(), text.group(1));
        }
      }
    }
    return null;
  }

  private static boolean isFirstLetter(byte b) {
    return b == 'i' || b == 'o' || b == 'm';
  }
}
