package dev.opikdesktop.transfer.foreign;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** A file of JSON, plain or packed with gzip, and what can be wrong with it. */
record JsonFile(Path path) {
  private static final int BUFFER = 1 << 14;
  private static final String CUT = "it ends in the middle of a value: it was cut short";
  private static final int[] ZSTD = {0x28, 0xB5, 0x2F, 0xFD};
  private static final int[] ZIP = {'P', 'K', 3, 4};

  /** From its first byte on, unpacked. */
  InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    try {
      if (begins(in, 0x1F, 0x8B)) {
        return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
      }
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** A parser from a byte on; closing it closes the file. */
  JsonParser parser(long from) {
    InputStream in = null;
    try {
      in = open();
      in.skipNBytes(from);
      return Json.parser(in);
    } catch (IOException | JacksonException e) {
      if (in != null) {
        closeQuietly(in);
      }
      throw unreadable(
          e instanceof JacksonException && e.getCause() instanceof IOException why ? why : e);
    }
  }

  /**
   * Where the line after the one with this byte begins, if an object begins with it, else -1. In a
   * file of one JSON document a line in pretty print is never like that.
   */
  long nextObjectLine(long from) {
    try (InputStream in = open()) {
      in.skipNBytes(from);
      long at = from;
      for (int next = in.read(); next >= 0; next = in.read()) {
        at++;
        if (next == '\n') {
          return in.read() == '{' ? at : -1;
        }
      }
      return -1;
    } catch (IOException e) {
      return -1;
    }
  }

  /** How it is packed, if in a way that cannot be read, or null. */
  @Nullable String packing() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 16)) {
      if (begins(in, ZSTD)) {
        return "zstd";
      }
      return begins(in, ZIP) ? "zip" : null;
    }
  }

  private static boolean begins(InputStream in, int... bytes) throws IOException {
    in.mark(bytes.length);
    boolean all = true;
    for (int expected : bytes) {
      all &= in.read() == expected;
    }
    in.reset();
    return all;
  }

  /** The name, for places: {@code traces.json}. */
  String name() {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** Where something stands: {@code traces.json, line 3}. */
  String place(TokenStreamLocation location, long linesBefore) {
    return name() + ", line " + (linesBefore + location.getLineNr());
  }

  /** Where a parser failed. Not every failure says it itself. */
  static TokenStreamLocation location(JacksonException failure, JsonParser json) {
    TokenStreamLocation told = failure.getLocation();
    return told == null || told.getLineNr() < 1 ? json.currentLocation() : told;
  }

  /** What is wrong, in a clause without its place. */
  static String reason(JacksonException failure) {
    return switch (failure) {
      case UnexpectedEndOfInputException end -> CUT;
      // Between the parts of an object the parser has no type for it.
      case StreamReadException end when words(end).startsWith("Unexpected end-of-input") -> CUT;
      case StreamConstraintsException large -> "it goes beyond what is read here: " + words(large);
      case JacksonIOException broken when cause(broken) instanceof EOFException ->
          "its gzip stream ends too early: it was cut short";
      case JacksonIOException broken when cause(broken) instanceof ZipException ->
          "its gzip stream is damaged";
      case JacksonIOException broken -> "it cannot be read: " + words(broken);
      default -> "it is no JSON: " + words(failure);
    };
  }

  private static @Nullable Throwable cause(JacksonException failure) {
    return failure.getCause();
  }

  /** Without what is meant for programmers. */
  private static String words(JacksonException failure) {
    String message = String.valueOf(failure.getOriginalMessage());
    int aside = message.indexOf(", from `");
    return aside < 0 ? message : message.substring(0, aside) + ")";
  }

  TransferException unreadable(Exception failure) {
    String reason =
        switch (failure) {
          case EOFException end -> "its gzip stream ends too early: it was cut short";
          case ZipException damaged -> "its gzip stream is damaged";
          case IOException other -> FileFailure.reason(other);
          default -> String.valueOf(failure.getMessage());
        };
    return new TransferException("%s cannot be read: %s".formatted(path, reason), failure);
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // What is reported is why it was closed.
    }
  }
}
