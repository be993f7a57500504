package dev.opikdesktop.server.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Lifts whole JSON values out of a parser's token stream as compact UTF-8 text, without building
 * trees: for values within records. Bodies of requests go through {@link JsonInput}, which does the
 * same with the bytes themselves. Its buffer is used again for each value. Not for several threads.
 *
 * <p>Numbers keep the digits they came with. NaN and Infinity become strings and a surrogate
 * without its partner becomes U+FFFD, because the result has to be JSON and UTF-8 for every later
 * reader.
 */
public final class JsonTextReader {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int KEPT_BUFFER = 1 << 20;

  /** From here on the buffer grows by less than itself. */
  private static final int LARGE_BUFFER = 16 << 20;

  private byte[] buffer = new byte[512];
  private int size;

  /**
   * Reads the value whose first token is the parser's current one; afterwards the current token is
   * the value's last one. An explicit null is {@link JsonText#NULL}.
   *
   * @throws tools.jackson.core.JacksonException when the text is not JSON or ends too early
   */
  public JsonText read(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      token = parser.nextToken();
    }
    if (token == JsonToken.VALUE_NULL) {
      return JsonText.NULL;
    }
    size = 0;
    int depth = 0;
    while (true) {
      depth += append(parser, token);
      if (depth == 0) {
        break;
      }
      token = parser.nextToken();
      if (token == null) {
        throw new tools.jackson.core.exc.UnexpectedEndOfInputException(
            parser, null, "Unexpected end of input inside a JSON value");
      }
    }
    // Every value is followed by a comma, which an end bracket takes back: here the last one goes.
    JsonText value = JsonText.ofUtf8(Arrays.copyOf(buffer, size - 1));
    if (buffer.length > KEPT_BUFFER) {
      buffer = new byte[512];
    }
    return value;
  }

  /** Returns by how much the depth changes. */
  private int append(JsonParser parser, JsonToken token) {
    switch (token) {
      case START_OBJECT -> {
        put('{');
        return 1;
      }
      case START_ARRAY -> {
        put('[');
        return 1;
      }
      case END_OBJECT -> {
        end('}');
        return -1;
      }
      case END_ARRAY -> {
        end(']');
        return -1;
      }
      case PROPERTY_NAME -> {
        String name = parser.currentName();
        string(name.toCharArray(), 0, name.length());
        put(':');
      }
      case VALUE_STRING -> {
        string(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        put(',');
      }
      case VALUE_NUMBER_INT -> {
        ascii(parser);
        put(',');
      }
      case VALUE_NUMBER_FLOAT -> {
        boolean finite = !parser.isNaN();
        if (!finite) {
          put('"');
        }
        ascii(parser);
        if (!finite) {
          put('"');
        }
        put(',');
      }
      case VALUE_TRUE -> word("true,");
      case VALUE_FALSE -> word("false,");
      case VALUE_NULL -> word("null,");
      default ->
          throw new tools.jackson.core.exc.StreamReadException(parser, "Unexpected token " + token);
    }
    return 0;
  }

  private void end(char bracket) {
    if (buffer[size - 1] == ',') {
      size--;
    }
    put(bracket);
    put(',');
  }

  private void ascii(JsonParser parser) {
    char[] characters = parser.getStringCharacters();
    int from = parser.getStringOffset();
    int length = parser.getStringLength();
    ensure(length);
    for (int i = from; i < from + length; i++) {
      buffer[size++] = (byte) characters[i];
    }
  }

  private void word(String word) {
    for (int i = 0; i < word.length(); i++) {
      put(word.charAt(i));
    }
  }

  private void string(char[] characters, int from, int length) {
    ensure(length + 3);
    buffer[size++] = '"';
    int end = from + length;
    for (int i = from; i < end; i++) {
      char c = characters[i];
      if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
        if (size == buffer.length) {
          ensure(end - i + 2);
        }
        buffer[size++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(characters[i + 1])) {
        utf8(Character.toCodePoint(c, characters[++i]));
      } else if (Character.isSurrogate(c)) {
        utf8(0xFFFD);
      } else if (c < 0x20 || c == '"' || c == '\\') {
        escaped(c);
      } else {
        utf8(c);
      }
    }
    put('"');
  }

  private void escaped(char c) {
    ensure(6);
    buffer[size++] = '\\';
    switch (c) {
      case '"', '\\' -> buffer[size++] = (byte) c;
      case '\n' -> buffer[size++] = 'n';
      case '\r' -> buffer[size++] = 'r';
      case '\t' -> buffer[size++] = 't';
      case '\b' -> buffer[size++] = 'b';
      case '\f' -> buffer[size++] = 'f';
      default -> {
        buffer[size++] = 'u';
        buffer[size++] = '0';
        buffer[size++] = '0';
        buffer[size++] = HEX[c >> 4];
        buffer[size++] = HEX[c & 15];
      }
    }
  }

  private void utf8(int point) {
    ensure(4);
    if (point < 0x80) {
      buffer[size++] = (byte) point;
    } else if (point < 0x800) {
      buffer[size++] = (byte) (0xC0 | (point >> 6));
      buffer[size++] = (byte) (0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      buffer[size++] = (byte) (0xE0 | (point >> 12));
      buffer[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      buffer[size++] = (byte) (0x80 | (point & 0x3F));
    } else {
      buffer[size++] = (byte) (0xF0 | (point >> 18));
      buffer[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
      buffer[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      buffer[size++] = (byte) (0x80 | (point & 0x3F));
    }
  }

  private void put(char c) {
    ensure(1);
    buffer[size++] = (byte) c;
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      long grown = buffer.length < LARGE_BUFFER ? buffer.length * 2L : buffer.length * 9L / 8;
      long wanted = Math.max((long) size + more, grown);
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }
  }
}
