package dev.opikdesktop.transfer.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.opikdesktop.transfer.records.Lines;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream of stored records: lines of the form {@code {"cursor":"…","record":{…}}}. */
final class RecordLines {
  private static final byte[] BEFORE_CURSOR = "{\"cursor\":\"".getBytes(US_ASCII);
  private static final byte[] BEFORE_RECORD = "\",\"record\":".getBytes(US_ASCII);

  private final Lines lines;

  RecordLines(InputStream in) {
    this.lines = new Lines(in);
  }

  /** The next record; null at the end. */
  @Nullable StoredRecord next() throws IOException {
    byte[] line = lines.next();
    if (line == null) {
      return null;
    }
    int end = line.length;
    if (end > 0 && line[end - 1] == '\r') {
      end--;
    }
    int cursorEnd = BEFORE_CURSOR.length;
    while (cursorEnd < end && line[cursorEnd] != '"') {
      cursorEnd++;
    }
    int record = cursorEnd + BEFORE_RECORD.length;
    if (!startsWith(line, 0, BEFORE_CURSOR)
        || !startsWith(line, cursorEnd, BEFORE_RECORD)
        || line[end - 1] != '}') {
      throw new TransferException(
          "The server's answer is no stream of records: is it an Opik Desktop of this version?");
    }
    return new StoredRecord(
        new String(line, BEFORE_CURSOR.length, cursorEnd - BEFORE_CURSOR.length, US_ASCII),
        line,
        record,
        end - 1 - record);
  }

  private static boolean startsWith(byte[] line, int from, byte[] prefix) {
    return from + prefix.length < line.length
        && Arrays.equals(line, from, from + prefix.length, prefix, 0, prefix.length);
  }
}
