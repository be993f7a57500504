package dev.opikdesktop.server.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes the ends of very long strings out of a JSON text before a parser reads it. The parser would
 * hold all of a string as characters, twice: four bytes of memory for a byte of text. What is taken
 * out is kept as UTF-8 in which only quotes, backslashes and control characters are escaped, and in
 * its place the parser sees a mark that {@link #end} knows.
 *
 * <p>One serves one request. Not for several threads.
 */
public final class LongStrings extends InputStream {
  /** From this many bytes on the rest of a string is taken out. */
  static final int KEPT_BYTES = 1 << 20;

  /** No string with a mark is shorter than this, in characters: each takes six bytes at most. */
  private static final int SHORTEST_MARKED = KEPT_BYTES / 6;

  private static final int BLOCK = 64 * 1024;
  private static final int MARK_LENGTH = 40;

  private final InputStream in;
  private final String key = UUID.randomUUID().toString();
  private final Map<String, Utf8Chunks> ends = new HashMap<>();
  private final byte[] block = new byte[BLOCK];
  private int position;
  private int limit;

  /** What goes to the parser before the rest of the block: marks. */
  private final ArrayDeque<Byte> ahead = new ArrayDeque<>();

  private boolean inString;
  private int stringBytes;
  private int stringCharacters;
  private int taken;

  /** How many bytes of an escape are still to come. */
  private int escapeLeft;

  private int escaped;
  private boolean afterHighSurrogate;

  public LongStrings(InputStream in) {
    this.in = in;
  }

  /**
   * What was taken from the end of a string, once; null if nothing was.
   *
   * @param text where the parser has the string
   */
  @Nullable Utf8Chunks end(char[] text, int from, int length) {
    if (ends.isEmpty() || length < SHORTEST_MARKED) {
      return null;
    }
    return ends.remove(new String(text, from + length - MARK_LENGTH, MARK_LENGTH));
  }

  /** Whether a string that the parser shows may lack its end. */
  public boolean haveTaken() {
    return !ends.isEmpty();
  }

  /** How many characters a mark has. */
  static int markLength() {
    return MARK_LENGTH;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = 0;
    while (count < length && !ahead.isEmpty()) {
      bytes[from + count++] = ahead.remove();
    }
    if (count > 0) {
      return count;
    }
    if (position == limit && !fill()) {
      return -1;
    }
    int start = position;
    int end = Math.min(limit, position + length);
    while (position < end) {
      if (inString && stringBytes >= KEPT_BYTES && atUnit(block[position])) {
        count = position - start;
        System.arraycopy(block, start, bytes, from, count);
        takeOut();
        return count == 0 ? read(bytes, from, length) : count;
      }
      pass(block[position++]);
    }
    count = position - start;
    System.arraycopy(block, start, bytes, from, count);
    return count;
  }

  @Override
  public int available() {
    return ahead.isEmpty() ? limit - position : ahead.size();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Whether a new unit of a string begins with this byte, so that it can be cut before it. */
  private boolean atUnit(byte next) {
    return escapeLeft == 0 && !afterHighSurrogate && next != '"' && (next & 0xC0) != 0x80;
  }

  /** Follows a byte that goes to the parser. */
  private void pass(byte next) {
    if (!inString) {
      if (next == '"') {
        inString = true;
        stringBytes = 0;
        stringCharacters = 0;
        afterHighSurrogate = false;
      }
      return;
    }
    stringBytes++;
    if (escapeLeft == 0 && (next & 0xC0) != 0x80) {
      stringCharacters++;
    }
    if (escapeLeft > 0) {
      escapeLeft--;
      if (escapeLeft == 0 && next == 'u' && escaped < 0) {
        escapeLeft = 4;
        escaped = 0;
      } else if (escaped >= 0) {
        escaped = escaped << 4 | Math.max(0, Character.digit(next, 16));
        afterHighSurrogate = escapeLeft == 0 && Character.isHighSurrogate((char) escaped);
      }
    } else if (next == '\\') {
      escapeLeft = 1;
      escaped = -1;
      afterHighSurrogate = false;
    } else {
      afterHighSurrogate = false;
      inString = next != '"';
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(block, 0, BLOCK));
    return limit > 0;
  }

  /** Reads to the end of the string, and leaves its mark and its quote for the parser. */
  private void takeOut() throws IOException {
    Utf8Chunks end = new Utf8Chunks(stringCharacters);
    while (true) {
      int from = position;
      while (position < limit && isPlain(block[position])) {
        position++;
      }
      end.add(block, from, position - from);
      if (position == limit) {
        if (!fill()) {
          // The parser says that the text ends too early.
          return;
        }
        continue;
      }
      byte next = block[position++];
      if (next == '"') {
        break;
      }
      if (next == '\\') {
        escape(end);
      } else if (next >= 0) {
        throw LongStringException.of("An unescaped control character in a string");
      } else {
        sequence(end, next);
      }
    }
    end.finish();
    String mark = "%04d".formatted(taken++) + key;
    ends.put(mark, end);
    for (char c : mark.toCharArray()) {
      ahead.add((byte) c);
    }
    ahead.add((byte) '"');
    inString = false;
  }

  private static boolean isPlain(byte next) {
    return next >= 0x20 && next != '"' && next != '\\';
  }

  private void escape(Utf8Chunks end) throws IOException {
    byte kind = required();
    switch (kind) {
      case '/' -> end.add((byte) '/');
      case '"', '\\', 'b', 'f', 'n', 'r', 't' -> end.addEscape(kind);
      case 'u' -> {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(required(), 16);
          if (digit < 0) {
            throw LongStringException.of("An escape \\u without four digits in a string");
          }
          unit = unit << 4 | digit;
        }
        end.addUnit((char) unit);
      }
      default -> throw LongStringException.of("An unknown escape in a string");
    }
  }

  /** One character of several bytes. */
  private void sequence(Utf8Chunks end, byte first) throws IOException {
    int more =
        (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : (first & 0xF8) == 0xF0 ? 3 : 0;
    int point = first & (0x3F >> more);
    for (int i = 0; i < more; i++) {
      byte next = required();
      if ((next & 0xC0) != 0x80) {
        more = 0;
      }
      point = point << 6 | next & 0x3F;
    }
    boolean shortest = point >= (more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000);
    if (more == 0 || !shortest || point > Character.MAX_CODE_POINT) {
      throw LongStringException.of("A string is not UTF-8");
    }
    if (point < 0x10000) {
      end.addUnit((char) point);
    } else {
      end.addUnit(Character.highSurrogate(point));
      end.addUnit(Character.lowSurrogate(point));
    }
  }

  private byte required() throws IOException {
    if (position == limit && !fill()) {
      throw LongStringException.of("A string does not end");
    }
    return block[position++];
  }
}
