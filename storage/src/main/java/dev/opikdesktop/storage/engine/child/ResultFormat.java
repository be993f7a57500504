package dev.opikdesktop.storage.engine.child;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Set;

/**
 * How the chunks of a streamed result become one document. The library writes every chunk as a
 * document of its own, with the format's header and footer: a header that only stands in front is
 * left out of all chunks but the first, and formats with anything more than that are not streamed.
 *
 * @param streamable whether chunks can be joined at all
 */
record ResultFormat(Header header, int parts, boolean streamable) {
  /** What stands in front of the rows. */
  enum Header {
    NONE,
    /** A count and so many strings with their lengths, once for the names, once for the types. */
    BINARY,
    /** Lines; a line end within double quotes is part of a name. */
    QUOTED_LINES,
    /** Lines. */
    LINES
  }

  private static final Set<String> PLAIN =
      Set.of(
          "rowbinary",
          "native",
          "tabseparated",
          "tsv",
          "tabseparatedraw",
          "tsvraw",
          "raw",
          "csv",
          "tskv",
          "jsoneachrow",
          "jsonlines",
          "ndjson",
          "jsonstringseachrow",
          "jsoncompacteachrow",
          "jsoncompactstringseachrow",
          "lineasstring",
          "rawblob",
          "null",
          "msgpack");

  static ResultFormat of(String name) {
    String format = name.toLowerCase(Locale.ROOT);
    if (PLAIN.contains(format)) {
      return new ResultFormat(Header.NONE, 0, true);
    }
    boolean types = format.endsWith("withnamesandtypes");
    if (!types && !format.endsWith("withnames")) {
      return new ResultFormat(Header.NONE, 0, false);
    }
    int parts = types ? 2 : 1;
    String rows = format.substring(0, format.lastIndexOf("withnames"));
    return switch (rows) {
      case "rowbinary" -> new ResultFormat(Header.BINARY, parts, true);
      case "csv" -> new ResultFormat(Header.QUOTED_LINES, parts, true);
      case "tabseparated",
          "tsv",
          "tabseparatedraw",
          "tsvraw",
          "raw",
          "jsoncompacteachrow",
          "jsoncompactstringseachrow" ->
          new ResultFormat(Header.LINES, parts, true);
      default -> new ResultFormat(Header.NONE, 0, false);
    };
  }

  /** The length of the header in bytes, by the first chunk, which holds the whole of it. */
  long headerLength(MemorySegment chunk) {
    return switch (header) {
      case NONE -> 0;
      case BINARY -> binaryHeader(chunk);
      case QUOTED_LINES -> lines(chunk, true);
      case LINES -> lines(chunk, false);
    };
  }

  private long binaryHeader(MemorySegment chunk) {
    long[] at = {0};
    long strings = number(chunk, at) * parts;
    for (long i = 0; i < strings; i++) {
      long length = number(chunk, at);
      at[0] += length;
    }
    return at[0];
  }

  /** A number of seven bits a byte, the lowest first. */
  private static long number(MemorySegment chunk, long[] at) {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = chunk.get(ValueLayout.JAVA_BYTE, at[0]++);
      value |= (next & 0x7fL) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  private long lines(MemorySegment chunk, boolean quotes) {
    int left = parts;
    boolean quoted = false;
    for (long at = 0; at < chunk.byteSize(); at++) {
      byte sign = chunk.get(ValueLayout.JAVA_BYTE, at);
      if (quotes && sign == '"') {
        quoted = !quoted;
      } else if (sign == '\n' && !quoted && --left == 0) {
        return at + 1;
      }
    }
    return chunk.byteSize();
  }
}
