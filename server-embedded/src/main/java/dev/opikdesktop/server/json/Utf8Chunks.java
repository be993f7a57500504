package dev.opikdesktop.server.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/** The inside of a JSON string in UTF-8, escaped as {@link JsonTextReader} does, in pieces. */
final class Utf8Chunks {
  private static final int CHUNK = 1 << 20;
  private static final int LONGEST_UNIT = 6;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final ArrayDeque<byte[]> full = new ArrayDeque<>();
  private byte[] last = new byte[CHUNK];
  private int used;
  private long bytesInFull;
  private long characters;
  private char high;

  /**
   * The end of a string.
   *
   * @param before how many characters the string has had so far
   */
  Utf8Chunks(long before) {
    this.characters = before;
  }

  /** Adds ASCII characters that need no escape. */
  void add(byte[] ascii, int from, int length) {
    if (length == 0) {
      return;
    }
    unpaired();
    count(length);
    int at = from;
    int left = length;
    while (left > 0) {
      ensure(1);
      int some = Math.min(left, CHUNK - used);
      System.arraycopy(ascii, at, last, used, some);
      used += some;
      at += some;
      left -= some;
    }
  }

  /** Adds one ASCII character that needs no escape. */
  void add(byte ascii) {
    unpaired();
    count(1);
    ensure(1);
    last[used++] = ascii;
  }

  /** Adds an escape of two characters. */
  void addEscape(byte kind) {
    unpaired();
    count(1);
    ensure(2);
    last[used++] = '\\';
    last[used++] = kind;
  }

  /** Adds a UTF-16 unit; one of a pair waits for the other. */
  void addUnit(char unit) {
    count(1);
    if (high != 0 && Character.isLowSurrogate(unit)) {
      int point = Character.toCodePoint(high, unit);
      high = 0;
      put(point);
      return;
    }
    unpaired();
    if (Character.isHighSurrogate(unit)) {
      high = unit;
    } else {
      put(Character.isSurrogate(unit) ? 0xFFFD : unit);
    }
  }

  void finish() {
    unpaired();
  }

  int size() {
    return Math.toIntExact(bytesInFull + used);
  }

  /** Moves everything to a place that is large enough, and forgets it piece by piece. */
  int moveTo(byte[] to, int at) {
    int position = at;
    for (byte[] chunk = full.poll(); chunk != null; chunk = full.poll()) {
      System.arraycopy(chunk, 0, to, position, chunk.length);
      position += chunk.length;
    }
    System.arraycopy(last, 0, to, position, used);
    position += used;
    last = new byte[0];
    used = 0;
    bytesInFull = 0;
    return position;
  }

  /** A surrogate without its partner. */
  private void unpaired() {
    if (high != 0) {
      high = 0;
      put(0xFFFD);
    }
  }

  private void put(int point) {
    ensure(LONGEST_UNIT);
    if (point == '"' || point == '\\' || point < 0x20) {
      escaped(point);
    } else if (point < 0x80) {
      last[used++] = (byte) point;
    } else if (point < 0x800) {
      last[used++] = (byte) (0xC0 | point >> 6);
      continued(point, 0);
    } else if (point < 0x10000) {
      last[used++] = (byte) (0xE0 | point >> 12);
      continued(point, 6);
    } else {
      last[used++] = (byte) (0xF0 | point >> 18);
      continued(point, 12);
    }
  }

  private void continued(int point, int highest) {
    for (int shift = highest; shift >= 0; shift -= 6) {
      last[used++] = (byte) (0x80 | point >> shift & 0x3F);
    }
  }

  private void escaped(int character) {
    last[used++] = '\\';
    switch (character) {
      case '"', '\\' -> last[used++] = (byte) character;
      case '\n' -> last[used++] = 'n';
      case '\r' -> last[used++] = 'r';
      case '\t' -> last[used++] = 't';
      case '\b' -> last[used++] = 'b';
      case '\f' -> last[used++] = 'f';
      default -> {
        last[used++] = 'u';
        last[used++] = '0';
        last[used++] = '0';
        last[used++] = HEX[character >> 4];
        last[used++] = HEX[character & 15];
      }
    }
  }

  private void ensure(int more) {
    if (CHUNK - used < more) {
      full.add(used == CHUNK ? last : Arrays.copyOf(last, used));
      bytesInFull += used;
      last = new byte[CHUNK];
      used = 0;
    }
  }

  private void count(int more) {
    characters += more;
    if (characters > Json.MAX_STRING_LENGTH) {
      throw LongStringException.of(
          "A string has more than " + Json.MAX_STRING_LENGTH + " characters");
    }
  }
}
