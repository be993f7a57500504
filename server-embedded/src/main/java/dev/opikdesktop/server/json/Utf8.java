package dev.opikdesktop.server.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What JSON's strings need to know of UTF-8. */
final class Utf8 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** The most bytes that {@link #put} writes. */
  static final int LONGEST = 6;

  private Utf8() {}

  /**
   * Where the plain text ends that begins here: at a quote, a backslash, a control character, a
   * surrogate, bytes that are no UTF-8, or the end.
   */
  static int plainEnd(byte[] bytes, int from, int end) {
    int at = from;
    while (true) {
      while (end - at >= Long.BYTES) {
        long eight = (long) LONG.get(bytes, at);
        // The high bit is set of the first byte that is a quote, a backslash, less than a space or
        // not ASCII; before it none is.
        long special =
            ((eight - ONES * ' ')
                    | ((eight ^ ONES * '"') - ONES)
                    | ((eight ^ ONES * '\\') - ONES)
                    | eight)
                & HIGH_BITS;
        if (special != 0) {
          at += Long.numberOfTrailingZeros(special) >> 3;
          break;
        }
        at += Long.BYTES;
      }
      while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
        at++;
      }
      if (at == end || (bytes[at] >= 0 && (bytes[at] < ' ' || isDelimiter(bytes[at])))) {
        return at;
      }
      while (at < end && bytes[at] < 0) {
        int length = sequenceLength(bytes, at, end);
        if (length == 0) {
          return at;
        }
        at += length;
      }
    }
  }

  private static boolean isDelimiter(byte next) {
    return next == '"' || next == '\\';
  }

  /** How many bytes the character has that begins here; 0 if it is none. */
  private static int sequenceLength(byte[] bytes, int at, int end) {
    int first = bytes[at];
    if ((first & 0xE0) == 0xC0) {
      return first >= (byte) 0xC2 && continues(bytes, at + 1, end) ? 2 : 0;
    }
    if ((first & 0xF0) == 0xE0) {
      if (!continues(bytes, at + 1, end) || !continues(bytes, at + 2, end)) {
        return 0;
      }
      boolean shortest = first != (byte) 0xE0 || bytes[at + 1] >= (byte) 0xA0;
      boolean isSurrogate = first == (byte) 0xED && bytes[at + 1] >= (byte) 0xA0;
      return shortest && !isSurrogate ? 3 : 0;
    }
    if ((first & 0xF8) != 0xF0
        || !continues(bytes, at + 1, end)
        || !continues(bytes, at + 2, end)
        || !continues(bytes, at + 3, end)) {
      return 0;
    }
    int point = (first & 7) << 18 | (bytes[at + 1] & 0x3F) << 12;
    return point >= 0x10000 && point <= Character.MAX_CODE_POINT ? 4 : 0;
  }

  private static boolean continues(byte[] bytes, int at, int end) {
    return at < end && (bytes[at] & 0xC0) == 0x80;
  }

  /** The surrogate that somebody encoded by itself in the three bytes here, or 0. */
  static char surrogate(byte[] bytes, int at, int end) {
    boolean isOne =
        end - at >= 3
            && bytes[at] == (byte) 0xED
            && bytes[at + 1] >= (byte) 0xA0
            && continues(bytes, at + 1, end)
            && continues(bytes, at + 2, end);
    return isOne ? (char) (0xD000 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F) : 0;
  }

  /** Writes a character as it stands in a JSON string, and returns where it ends. */
  static int put(int point, byte[] to, int from) {
    int at = from;
    if (point == '"' || point == '\\' || point < ' ') {
      return putEscaped(point, to, at);
    }
    if (point < 0x80) {
      to[at++] = (byte) point;
      return at;
    }
    if (point < 0x800) {
      to[at++] = (byte) (0xC0 | point >> 6);
    } else {
      if (point < 0x10000) {
        to[at++] = (byte) (0xE0 | point >> 12);
      } else {
        to[at++] = (byte) (0xF0 | point >> 18);
        to[at++] = (byte) (0x80 | point >> 12 & 0x3F);
      }
      to[at++] = (byte) (0x80 | point >> 6 & 0x3F);
    }
    to[at++] = (byte) (0x80 | point & 0x3F);
    return at;
  }

  private static int putEscaped(int character, byte[] to, int from) {
    int at = from;
    to[at++] = '\\';
    switch (character) {
      case '"', '\\' -> to[at++] = (byte) character;
      case '\n' -> to[at++] = 'n';
      case '\r' -> to[at++] = 'r';
      case '\t' -> to[at++] = 't';
      case '\b' -> to[at++] = 'b';
      case '\f' -> to[at++] = 'f';
      default -> {
        to[at++] = 'u';
        to[at++] = '0';
        to[at++] = '0';
        to[at++] = HEX[character >> 4];
        to[at++] = HEX[character & 15];
      }
    }
    return at;
  }

  /** How many UTF-16 units a valid JSON string has between its quotes. */
  static long units(byte[] bytes, int from, int to) {
    long units = 0;
    for (int at = from; at < to; at++) {
      byte next = bytes[at];
      if (next == '\\') {
        at += bytes[at + 1] == 'u' ? 5 : 1;
        units++;
      } else if ((next & 0xC0) != 0x80) {
        units += (next & 0xF8) == 0xF0 ? 2 : 1;
      }
    }
    return units;
  }

  /**
   * A JSON text as UTF-8 without a byte order mark. JSON begins with an ASCII character, so UTF-16
   * and UTF-32 show by their zeros.
   */
  static byte[] of(byte[] json) {
    if (json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF) {
      return Arrays.copyOfRange(json, 3, json.length);
    }
    if (json.length < 2 || (json[0] > 0 && json[1] != 0)) {
      return json;
    }
    Charset charset = wide(json);
    return charset == null
        ? json
        : withoutMark(new String(json, charset)).getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Charset wide(byte[] json) {
    boolean four = json.length >= 4;
    if (json[0] == 0 && json[1] == 0 && four) {
      return Charset.forName("UTF-32BE");
    }
    boolean littleMark = json[0] == (byte) 0xFF && json[1] == (byte) 0xFE;
    if (four && (littleMark || json[1] == 0) && json[2] == 0 && json[3] == 0) {
      return Charset.forName("UTF-32LE");
    }
    if (json[0] == 0 || (json[0] == (byte) 0xFE && json[1] == (byte) 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return json[1] == 0 || littleMark ? StandardCharsets.UTF_16LE : null;
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
