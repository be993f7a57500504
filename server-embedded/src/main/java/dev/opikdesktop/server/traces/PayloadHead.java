package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A payload cut into what lists show of it and the rest (Opik contract 2.10): the first {@value
 * #SHOWN_CHARACTERS} characters of its JSON text, in which {@code [image]} stands for every
 * embedded picture. The numbers of the forms are stored.
 *
 * @param restFrom where the rest begins in the text, which can be a hundred megabytes and is
 *     therefore not copied
 */
record PayloadHead(byte[] head, Form form, byte[] text, int restFrom) {
  /** How many characters (code points) are shown at most. */
  static final int SHOWN_CHARACTERS = 10_001;

  private static final byte[] PICTURE = "data:image/".getBytes(StandardCharsets.US_ASCII);
  private static final int PICTURE_COLON = "data".length();
  private static final byte[] BASE64 = ";base64,".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PLACEHOLDER = "[image]".getBytes(StandardCharsets.US_ASCII);
  private static final int SHORTEST_FORMAT = 2;
  private static final int LONGEST_FORMAT = 20;

  /** How the head and the rest make the whole. */
  enum Form {
    /** The head is all. */
    WHOLE,
    /** The rest follows the head. */
    CUT,
    /** The rest is all, and the head is it without its pictures. */
    WITHOUT_IMAGES,
    /** The same, and the head is cut. */
    CUT_WITHOUT_IMAGES;

    int code() {
      return ordinal();
    }

    static Form ofCode(int code) {
      return values()[code];
    }

    boolean isCut() {
      return this == CUT || this == CUT_WITHOUT_IMAGES;
    }
  }

  /**
   * Whether a text is shown as it is, as nearly all are. May say no of one that {@link #of} keeps.
   */
  static boolean isWhole(JsonText text) {
    if (text.length() > SHOWN_CHARACTERS) {
      return false;
    }
    byte[] bytes = text.array();
    int end = text.from() + text.length();
    for (int at = text.from() + PICTURE_COLON; at < end; at++) {
      if (bytes[at] == ':' && stands(PICTURE, bytes, at - PICTURE_COLON)) {
        return false;
      }
    }
    return true;
  }

  /** Cuts a JSON text, in UTF-8. */
  static PayloadHead of(byte[] utf8) {
    ByteArrayOutputStream without = null;
    int characters = 0;
    int at = 0;
    int copied = 0;
    while (at < utf8.length && characters < SHOWN_CHARACTERS) {
      int picture = utf8[at] == 'd' ? pictureLength(utf8, at) : 0;
      if (picture > 0) {
        without = without == null ? new ByteArrayOutputStream() : without;
        without.write(utf8, copied, at - copied);
        int shown = Math.min(PLACEHOLDER.length, SHOWN_CHARACTERS - characters);
        without.write(PLACEHOLDER, 0, shown);
        characters += shown;
        at += picture;
        copied = at;
      } else {
        at += characterLength(utf8[at]);
        characters++;
      }
    }
    boolean cut = at < utf8.length;
    if (without != null) {
      without.write(utf8, copied, at - copied);
      Form form = cut ? Form.CUT_WITHOUT_IMAGES : Form.WITHOUT_IMAGES;
      return new PayloadHead(without.toByteArray(), form, utf8, 0);
    }
    return cut
        ? new PayloadHead(Arrays.copyOf(utf8, at), Form.CUT, utf8, at)
        : new PayloadHead(utf8, Form.WHOLE, utf8, utf8.length);
  }

  private static int characterLength(byte first) {
    if (first >= 0) {
      return 1;
    }
    return (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
  }

  /** How many bytes a picture takes that begins here: data:image/FORMAT;base64,DATA. */
  private static int pictureLength(byte[] text, int from) {
    if (!stands(PICTURE, text, from)) {
      return 0;
    }
    int format = from + PICTURE.length;
    int at = format;
    while (at < text.length && isOfFormat(text[at])) {
      at++;
    }
    int formatLength = at - format;
    if (formatLength < SHORTEST_FORMAT
        || formatLength > LONGEST_FORMAT
        || !stands(BASE64, text, at)) {
      return 0;
    }
    int data = at + BASE64.length;
    at = data;
    while (at < text.length && isBase64(text[at])) {
      at++;
    }
    return at == data ? 0 : at - from;
  }

  private static boolean stands(byte[] word, byte[] text, int at) {
    return at + word.length <= text.length
        && Arrays.equals(word, 0, word.length, text, at, at + word.length);
  }

  private static boolean isOfFormat(byte character) {
    return character != ';' && character != ',' && character != '"';
  }

  private static boolean isBase64(byte character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || character == '+'
        || character == '/'
        || character == '='
        || character == '_'
        || character == '-';
  }
}
