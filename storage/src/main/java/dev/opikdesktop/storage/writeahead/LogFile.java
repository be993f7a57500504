package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.RowsWriter;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of rows of one table that were acknowledged and may not be in the store yet.
 *
 * <p>It begins with a head that names the table and the columns. Then follow records, one an
 * insert: four bytes length, four bytes CRC-32C, both big-endian, and the rows in RowBinary. The
 * length is written last, so what was cut off by the end of the process ends the file.
 *
 * <p>Nothing reads while something is appended; the callers see to that. An interrupt of a thread
 * does no harm, which it would to a file channel.
 */
final class LogFile implements AutoCloseable {
  /** Says what kind of file it is, and of which form. */
  private static final long MAGIC = 0x4f50494b_57414c01L;

  private static final int FIXED_HEAD = Long.BYTES + Integer.BYTES;
  private static final int RECORD_HEAD = 2 * Integer.BYTES;
  private static final int LONGEST_HEAD = 1 << 20;
  private static final int COPY_BYTES = 256 * 1024;

  private final Path path;
  private final RandomAccessFile file;
  private final int begin;
  private long end;

  /** How many rows are in it, or unknown. */
  private int count = RowsWriter.UNKNOWN;

  private LogFile(Path path, RandomAccessFile file, int begin) {
    this.path = path;
    this.file = file;
    this.begin = begin;
    this.end = begin;
  }

  /** Makes an empty one in the place of whatever is there. */
  static LogFile create(Path path, String table, List<String> columns) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      byte[] head = head(table, columns);
      file.setLength(0);
      file.write(head);
      return new LogFile(path, file, head.length);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static byte[] head(String table, List<String> columns) {
    byte[] names = (table + "\n" + String.join("\n", columns)).getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(FIXED_HEAD + names.length)
        .putLong(MAGIC)
        .putInt(names.length)
        .put(names)
        .array();
  }

  Path path() {
    return path;
  }

  /** Bytes of rows in it, and of what comes with them. */
  long size() {
    return end - begin;
  }

  /** Adds a record: all of it or, if this throws, nothing. */
  void append(RowsWriter rows) throws IOException {
    boolean whole = false;
    try {
      file.seek(end + RECORD_HEAD);
      RecordOutput out = new RecordOutput(file);
      RowBinaryWriter writer = new RowBinaryWriter(out);
      rows.writeTo(writer);
      writer.flush();
      if (out.length > 0) {
        count = sum(writer.rowCount());
        ByteBuffer head = ByteBuffer.allocate(RECORD_HEAD);
        head.putInt(out.length).putInt((int) out.crc.getValue());
        file.seek(end);
        file.write(head.array());
        end += RECORD_HEAD + (long) out.length;
      }
      whole = true;
    } finally {
      if (!whole) {
        cutOff();
      }
    }
  }

  /** Rows in it with so many more; unknown, if those of any insert are not counted. */
  private int sum(int more) {
    boolean isKnown = more > 0 && (count > 0 || size() == 0);
    return isKnown ? Math.max(0, count) + more : RowsWriter.UNKNOWN;
  }

  /** What stands behind the end is overwritten by the next record, so this may fail. */
  private void cutOff() {
    try {
      file.setLength(end);
    } catch (IOException ignored) {
      // The cause of the cut is what the caller throws.
    }
  }

  /** How many rows are in it, or {@link RowsWriter#UNKNOWN}. */
  int count() {
    return count;
  }

  /** Gives all rows of it, as often as it is asked. */
  RowsWriter rows() {
    return rows(begin, end);
  }

  /** Gives the rows of each record, as often as they are asked. */
  List<RowsWriter> records() throws IOException {
    List<RowsWriter> records = new ArrayList<>();
    for (long at = begin; at < end; ) {
      long next = next(at);
      records.add(rows(at, next));
      at = next;
    }
    return records;
  }

  private RowsWriter rows(long from, long to) {
    return out -> {
      byte[] buffer = new byte[COPY_BYTES];
      for (long at = from; at < to; ) {
        long next = next(at);
        for (at += RECORD_HEAD; at < next; ) {
          int length = (int) Math.min(buffer.length, next - at);
          file.seek(at);
          file.readFully(buffer, 0, length);
          out.rows(buffer, 0, length);
          at += length;
        }
      }
    };
  }

  private long next(long at) throws IOException {
    file.seek(at);
    return at + RECORD_HEAD + file.readInt();
  }

  /** Forgets the rows. */
  void clear() throws IOException {
    file.setLength(begin);
    end = begin;
    count = RowsWriter.UNKNOWN;
  }

  /** Writes a file of one record, all of it or nothing, which {@link #left} reads. */
  static void write(Path target, String table, List<String> columns, RowsWriter rows)
      throws IOException {
    boolean whole = false;
    try (LogFile copy = create(target, table, columns)) {
      copy.append(rows);
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(target);
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * Reads a file that another process left.
   *
   * @return nothing if it holds no record
   * @throws DamagedLogException if it is none of ours
   */
  static Optional<Left> left(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    Optional<Left> left = Optional.empty();
    try {
      left = left(path, file);
      return left;
    } finally {
      if (left.isEmpty()) {
        file.close();
      }
    }
  }

  private static Optional<Left> left(Path path, RandomAccessFile file) throws IOException {
    if (file.length() < FIXED_HEAD) {
      // Cut off in its first bytes: nothing was acknowledged yet.
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path), COPY_BYTES))) {
      if (in.readLong() != MAGIC) {
        throw new DamagedLogException(path + " is no write-ahead log of this program");
      }
      int length = in.readInt();
      if (length < 0 || length > LONGEST_HEAD) {
        throw new DamagedLogException("The head of " + path + " is damaged");
      }
      byte[] names = in.readNBytes(length);
      if (names.length < length) {
        return Optional.empty();
      }
      LogFile log = new LogFile(path, file, FIXED_HEAD + length);
      Records records = Records.read(in);
      log.end += records.bytes;
      List<String> lines = Arrays.asList(new String(names, StandardCharsets.UTF_8).split("\n"));
      return log.size() == 0 && !records.isDamaged
          ? Optional.empty()
          : Optional.of(
              new Left(log, lines.getFirst(), lines.subList(1, lines.size()), records.isDamaged));
    }
  }

  /**
   * What another process left.
   *
   * @param table that its rows are for
   * @param columns that they have
   * @param isDamaged whether a record was written whole and is not as it was written
   */
  record Left(LogFile log, String table, List<String> columns, boolean isDamaged)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      log.close();
    }
  }

  /**
   * The records of a file up to the first that is not whole.
   *
   * @param bytes that they take
   * @param isDamaged whether that one is damaged and not only cut off
   */
  private record Records(long bytes, boolean isDamaged) {
    static Records read(DataInputStream in) throws IOException {
      long bytes = 0;
      byte[] buffer = new byte[COPY_BYTES];
      try {
        while (true) {
          int length = in.readInt();
          int expected = in.readInt();
          if (length <= 0) {
            return new Records(bytes, length < 0);
          }
          if (crc(in, length, buffer) != expected) {
            return new Records(bytes, true);
          }
          bytes += RECORD_HEAD + (long) length;
        }
      } catch (EOFException cutOff) {
        return new Records(bytes, false);
      }
    }

    private static int crc(InputStream in, int length, byte[] buffer) throws IOException {
      CRC32C crc = new CRC32C();
      for (int left = length; left > 0; ) {
        int part = in.readNBytes(buffer, 0, Math.min(left, buffer.length));
        if (part == 0) {
          throw new EOFException();
        }
        crc.update(buffer, 0, part);
        left -= part;
      }
      return (int) crc.getValue();
    }
  }

  /** Writes the bytes of a record and counts them. */
  private static final class RecordOutput extends OutputStream {
    private final RandomAccessFile file;
    private final CRC32C crc = new CRC32C();
    private int length;

    RecordOutput(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      if (count > Integer.MAX_VALUE - RECORD_HEAD - length) {
        throw new IOException("An insert has at most 2 GB");
      }
      crc.update(bytes, from, count);
      file.write(bytes, from, count);
      length += count;
    }
  }
}
