package dev.opikdesktop.server.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes over a JSON text in memory, name by name and value by value. What a caller asks for decides
 * what becomes of a value; every value is checked once, when it is read or skipped. Duplicate names
 * come as often as they stand there.
 *
 * <p>{@link #json} writes into the text: it is this object's own. Not for several threads.
 */
public final class JsonInput {
  private static final int LONGEST_NAME = 1 << 20;
  private static final int MOST_DIGITS = 1000;
  private static final int UUID_LENGTH = 36;

  private final JsonCompactor compactor = new JsonCompactor(this);
  private @Nullable RepeatedWords words;

  /** The text, up to its end; what was read may have been overwritten. */
  byte[] bytes;

  int end;

  /** Where the next byte to be read is. */
  int at;

  /** In how many objects and arrays it is. */
  int depth;

  /** Whether nothing was read yet of the object or array that was opened last. */
  private boolean atFirst;

  /** What kind a value is, as its first byte tells. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    /** NaN or an infinity, which JSON does not have and Python writes. */
    NOT_A_NUMBER,
    TRUE,
    FALSE,
    NULL,
    /** Only white space is left. */
    NOTHING
  }

  /**
   * @param json in any of Unicode's encodings, usually UTF-8; must not be used by others afterwards
   */
  public JsonInput(byte[] json) {
    this.bytes = Utf8.of(json);
    this.end = bytes.length;
  }

  /** The kind of the value that comes next, which stays where it is. */
  public Kind kind() {
    skipSpace();
    if (at == end) {
      return Kind.NOTHING;
    }
    return switch (bytes[at]) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      case '-' -> at + 1 < end && bytes[at + 1] == 'I' ? Kind.NOT_A_NUMBER : Kind.NUMBER;
      case 't' -> Kind.TRUE;
      case 'f' -> Kind.FALSE;
      case 'n' -> Kind.NULL;
      case 'N', 'I', '+' -> Kind.NOT_A_NUMBER;
      default -> throw unexpected("a value");
    };
  }

  /** How far it is, to tell whether somebody read a value. */
  public int position() {
    return at;
  }

  /** Opens the object or array that comes next; its kind was asked before. */
  public void open() {
    at++;
    if (++depth > Json.MAX_DEPTH) {
      throw wrong("Arrays and objects nest deeper than " + Json.MAX_DEPTH);
    }
    atFirst = true;
    skipSpace();
  }

  /** The next name of the open object, whose value comes next, or null at its end. */
  public @Nullable String nextName() {
    if (!more('}')) {
      return null;
    }
    String name = name();
    skipSpace();
    return name;
  }

  /** Whether a next element of the open array comes next; its end is passed. */
  public boolean nextElement() {
    return more(']');
  }

  private boolean more(char bracket) {
    skipSpace();
    if (at < end && bytes[at] == bracket) {
      at++;
      depth--;
      atFirst = false;
      return false;
    }
    if (!atFirst) {
      require(',');
      skipSpace();
    }
    atFirst = false;
    return true;
  }

  /** Reads a name and its colon. */
  private String name() {
    if (at == end || bytes[at] != '"') {
      throw unexpected("a name in quotes");
    }
    int from = at + 1;
    String name = string();
    requireNameLength(name.length());
    if (name.length() != at - 1 - from && JsonStrings.hasLoneSurrogate(name)) {
      throw wrong(JsonStrings.LONE_SURROGATE_IN_NAME);
    }
    skipSpace();
    require(':');
    return name;
  }

  /** Reads any value as compact JSON; an explicit null is {@link JsonText#NULL}. */
  public JsonText json() {
    return compactor.value();
  }

  /** Passes over a value. */
  public void skip() {
    compactor.pass();
  }

  /** Reads a string, or the text of a number or of a word such as true. */
  public String text() {
    return switch (kind()) {
      case STRING -> string();
      case NUMBER -> asciiUntil(numberEnd());
      case NOT_A_NUMBER, TRUE, FALSE, NULL -> asciiUntil(wordEnd());
      case OBJECT, ARRAY, NOTHING -> throw unexpected("a string");
    };
  }

  private String asciiUntil(int to) {
    String text = new String(bytes, at, to - at, StandardCharsets.ISO_8859_1);
    at = to;
    return text;
  }

  private String string() {
    int from = at + 1;
    int stop = Utf8.plainEnd(bytes, from, end);
    if (stop == end || bytes[stop] != '"') {
      return JsonStrings.decode(this);
    }
    requireLength(from, stop);
    at = stop + 1;
    if (stop - from > RepeatedWords.LONGEST || !isAscii(from, stop)) {
      return new String(bytes, from, stop - from, StandardCharsets.UTF_8);
    }
    RepeatedWords known = words == null ? new RepeatedWords() : words;
    words = known;
    return known.of(bytes, from, stop - from);
  }

  private boolean isAscii(int from, int to) {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= bytes[i];
    }
    return all >= 0;
  }

  /** Reads a UUID in its usual form. Anything else is null, and stays where it is. */
  public @Nullable UUID uuid() {
    int from = at + 1;
    int to = from + UUID_LENGTH;
    if (to >= end || bytes[at] != '"' || bytes[to] != '"') {
      return null;
    }
    long high = hex(from, 8) << 32 | hex(from + 9, 4) << 16 | hex(from + 14, 4);
    long low = hex(from + 19, 4) << 48 | hex(from + 24, 12);
    boolean isUuid =
        bytes[from + 8] == '-'
            && bytes[from + 13] == '-'
            && bytes[from + 18] == '-'
            && bytes[from + 23] == '-'
            && (areHex(from, 8) & areHex(from + 9, 4) & areHex(from + 14, 4))
            && (areHex(from + 19, 4) & areHex(from + 24, 12));
    if (!isUuid) {
      return null;
    }
    at = to + 1;
    return new UUID(high, low);
  }

  private long hex(int from, int digits) {
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      value = value << 4 | digit(bytes[i]) & 15;
    }
    return value;
  }

  private boolean areHex(int from, int digits) {
    int all = 0;
    for (int i = from; i < from + digits; i++) {
      all |= digit(bytes[i]);
    }
    return all >= 0;
  }

  /** Negative for what is no digit. */
  static int digit(byte hex) {
    if (hex >= '0' && hex <= '9') {
      return hex - '0';
    }
    int letter = hex | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  /** Reads a time in its usual form. Anything else is null, and stays where it is. */
  public @Nullable Instant instant() {
    if (at == end || bytes[at] != '"') {
      return null;
    }
    int from = at + 1;
    int to = from;
    while (to < end && to - from <= Iso8601.LONGEST && bytes[to] != '"') {
      to++;
    }
    if (to == end || bytes[to] != '"') {
      return null;
    }
    Instant instant = Iso8601.parse(bytes, from, to);
    if (instant != null) {
      at = to + 1;
    }
    return instant;
  }

  /** Where the number ends that begins here. */
  int numberEnd() {
    int position = bytes[at] == '-' ? at + 1 : at;
    int whole = position;
    position = digitsEnd(position);
    if (bytes[whole] == '0' && position > whole + 1) {
      throw wrong("A number begins with a zero");
    }
    int digits = position - whole;
    if (position < end && bytes[position] == '.') {
      int fraction = position + 1;
      position = digitsEnd(fraction);
      digits += position - fraction;
    }
    if (position < end && (bytes[position] | 0x20) == 'e') {
      int exponent = position + 1;
      if (exponent < end && (bytes[exponent] == '+' || bytes[exponent] == '-')) {
        exponent++;
      }
      position = digitsEnd(exponent);
      digits += position - exponent;
    }
    if (digits > MOST_DIGITS) {
      throw wrong("A number has more than " + MOST_DIGITS + " digits");
    }
    return position;
  }

  private int digitsEnd(int from) {
    int position = from;
    while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
      position++;
    }
    if (position == from) {
      at = Math.min(from, end);
      throw unexpected("a digit");
    }
    return position;
  }

  /** Where the word ends that begins here: one of JSON's three, or of the numbers it lacks. */
  int wordEnd() {
    int position = at;
    while (position < end && isOfWord(bytes[position])) {
      position++;
    }
    String word = new String(bytes, at, Math.min(12, position - at), StandardCharsets.ISO_8859_1);
    switch (word) {
      case "true",
          "false",
          "null",
          "NaN",
          "INF",
          "Infinity",
          "+Infinity",
          "-Infinity",
          "+INF",
          "-INF" -> {
        return position;
      }
      default -> throw wrong("'" + word + "' is no value");
    }
  }

  private static boolean isOfWord(byte next) {
    return next < 0
        || next == '+'
        || next == '-'
        || next == '_'
        || next == '$'
        || (next >= '0' && next <= '9')
        || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');
  }

  void skipSpace() {
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
  }

  static boolean isSpace(byte next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }

  private void require(char sign) {
    if (at == end || bytes[at] != sign) {
      throw unexpected("'" + sign + "'");
    }
    at++;
  }

  void requireNameLength(int length) {
    if (length > LONGEST_NAME) {
      throw wrong("A name is longer than " + LONGEST_NAME);
    }
  }

  /** Refuses strings that are too long. */
  void requireLength(int from, int to) {
    if (to - from > Json.MAX_STRING_LENGTH
        && Utf8.units(bytes, from, to) > Json.MAX_STRING_LENGTH) {
      throw wrong("A string has more than " + Json.MAX_STRING_LENGTH + " characters");
    }
  }

  JsonSyntaxException unexpected(String wanted) {
    if (at >= end) {
      return wrong("The text ends where " + wanted + " is expected");
    }
    byte next = bytes[at];
    String found = next > ' ' && next < 0x7F ? "'" + (char) next + "'" : "byte " + (next & 0xFF);
    return wrong("Unexpected " + found + " where " + wanted + " is expected");
  }

  JsonSyntaxException wrong(String message) {
    return JsonSyntaxException.at(at, message);
  }
}
