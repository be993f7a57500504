package dev.opikdesktop.server.json;

import java.util.Arrays;

/**
 * Checks a value and makes it compact UTF-8 in its place: what changes nothing is not even copied,
 * and nothing gets longer but NaN and Infinity, which become strings.
 *
 * <p>Numbers keep the digits they came with. White space between tokens goes. Escapes become the
 * characters that they stand for, but for quotes, backslashes and control characters; a surrogate
 * without its partner becomes U+FFFD, because the result has to be UTF-8 for every later reader; in
 * a name it is refused.
 */
final class JsonCompactor {
  private static final int LEAST_ROOM = 4096;
  private static final int USUAL_DEPTH = 32;
  private static final int REPLACEMENT = 0xFFFD;

  private final JsonInput in;
  private boolean[] isObject = new boolean[USUAL_DEPTH];

  /** What was read from here on, up to where it is now, is to stay as it is. */
  private int keptFrom;

  /** Where what is kept goes to, when something before it went; never after {@link #keptFrom}. */
  private int to;

  JsonCompactor(JsonInput in) {
    this.in = in;
  }

  /** Reads the value that comes next. */
  JsonText value() {
    in.skipSpace();
    int from = in.at;
    begin();
    walk();
    keep();
    if (to - from == 4 && in.bytes[from] == 'n') {
      return JsonText.NULL;
    }
    return JsonText.slice(in.bytes, from, to - from);
  }

  /** Passes over it; what stands there afterwards is of no use. */
  void pass() {
    in.skipSpace();
    begin();
    walk();
  }

  private void begin() {
    keptFrom = in.at;
    to = in.at;
  }

  private void walk() {
    int outside = in.depth;
    while (true) {
      boolean opened = token();
      if (opened) {
        space();
        if (!closes()) {
          if (isObject[in.depth]) {
            name();
          }
          continue;
        }
      }
      while (true) {
        if (in.depth == outside) {
          return;
        }
        space();
        if (closes()) {
          continue;
        }
        if (in.at == in.end || in.bytes[in.at] != ',') {
          throw in.unexpected(isObject[in.depth] ? "',' or '}'" : "',' or ']'");
        }
        in.at++;
        space();
        if (isObject[in.depth]) {
          name();
        }
        break;
      }
    }
  }

  /** Passes over a scalar, or the beginning of an object or array: then it returns true. */
  private boolean token() {
    switch (in.kind()) {
      case OBJECT -> open(true);
      case ARRAY -> open(false);
      case STRING -> {
        string(false);
        return false;
      }
      case NUMBER -> {
        in.at = in.numberEnd();
        return false;
      }
      case NOT_A_NUMBER -> {
        notANumber();
        return false;
      }
      case TRUE, FALSE, NULL -> {
        in.at = in.wordEnd();
        return false;
      }
      case NOTHING -> throw in.unexpected("a value");
    }
    return true;
  }

  private void open(boolean object) {
    in.at++;
    if (++in.depth > Json.MAX_DEPTH) {
      throw in.wrong("Arrays and objects nest deeper than " + Json.MAX_DEPTH);
    }
    if (in.depth >= isObject.length) {
      isObject = Arrays.copyOf(isObject, Json.MAX_DEPTH + 1);
    }
    isObject[in.depth] = object;
  }

  private boolean closes() {
    if (in.at == in.end || in.bytes[in.at] != (isObject[in.depth] ? '}' : ']')) {
      return false;
    }
    in.at++;
    in.depth--;
    return true;
  }

  private void name() {
    if (in.at == in.end || in.bytes[in.at] != '"') {
      throw in.unexpected("a name in quotes");
    }
    int begin = in.at;
    string(true);
    in.requireNameLength(in.at - begin);
    space();
    if (in.at == in.end || in.bytes[in.at] != ':') {
      throw in.unexpected("':'");
    }
    in.at++;
    space();
  }

  /** Leaves out the white space that comes next. */
  private void space() {
    if (in.at < in.end && JsonInput.isSpace(in.bytes[in.at])) {
      keep();
      in.skipSpace();
      keptFrom = in.at;
    }
  }

  private void string(boolean isName) {
    int begin = in.at + 1;
    int beginTo = to + begin - keptFrom;
    int at = begin;
    while (true) {
      at = Utf8.plainEnd(in.bytes, at, in.end);
      in.at = at;
      if (at < in.end && in.bytes[at] == '"') {
        if (at - begin > Json.MAX_STRING_LENGTH) {
          keep();
          in.requireLength(beginTo, to);
        }
        in.at++;
        return;
      }
      if (at + 1 < in.end && in.bytes[at] == '\\' && staysEscaped(in.bytes[at + 1])) {
        at += 2;
      } else {
        keep();
        int point = JsonStrings.point(in);
        boolean isAlone = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        if (isAlone && isName) {
          throw in.wrong(JsonStrings.LONE_SURROGATE_IN_NAME);
        }
        to = Utf8.put(isAlone ? REPLACEMENT : point, in.bytes, to);
        keptFrom = in.at;
        at = in.at;
      }
    }
  }

  private static boolean staysEscaped(byte kind) {
    return switch (kind) {
      case '"', '\\', 'n', 'r', 't', 'b', 'f' -> true;
      default -> false;
    };
  }

  private void notANumber() {
    keep();
    int wordEnd = in.wordEnd();
    byte[] word = Arrays.copyOfRange(in.bytes, in.at, wordEnd);
    in.at = wordEnd;
    if (to + word.length + 2 > in.at) {
      makeRoom();
    }
    in.bytes[to++] = '"';
    System.arraycopy(word, 0, in.bytes, to, word.length);
    to += word.length;
    in.bytes[to++] = '"';
    keptFrom = in.at;
  }

  /** Moves the rest of the text away, into an array of its own with what was read so far. */
  private void makeRoom() {
    int room = Math.max(LEAST_ROOM, in.end / 8);
    byte[] wider = new byte[in.end + room];
    System.arraycopy(in.bytes, 0, wider, 0, to);
    System.arraycopy(in.bytes, in.at, wider, in.at + room, in.end - in.at);
    in.bytes = wider;
    in.at += room;
    in.end += room;
  }

  /** Moves what is to stay to its place. */
  private void keep() {
    int length = in.at - keptFrom;
    if (keptFrom != to) {
      System.arraycopy(in.bytes, keptFrom, in.bytes, to, length);
    }
    to += length;
    keptFrom = in.at;
  }
}
