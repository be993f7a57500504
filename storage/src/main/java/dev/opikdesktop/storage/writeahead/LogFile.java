package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.RowsWriter;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * <p>Not safe for use by several threads, except that {@link #rows} may be read while nothing is
 * appended.
 */
final class LogFile implements AutoCloseable {
  /** Says what kind of file it is, and of which form. */
  private static final long MAGIC = 0x4f50494b_57414c01L;

  private static final int RECORD_HEAD = 8;
  private static final int LONGEST_HEAD = 1 << 20;
  private static final int COPY_BYTES = 256 * 1024;

  private final FileChannel channel;
  private final int begin;
  private long end;

  private LogFile(FileChannel channel, int begin) {
    this.channel = channel;
    this.begin = begin;
    this.end = begin;
  }

  /** Makes an empty one in the place of whatever is there. */
  static LogFile create(Path file, String table, List<String> columns) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      byte[] names = (table + "\n" + String.join("\n", columns)).getBytes(StandardCharsets.UTF_8);
      ByteBuffer head = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + names.length);
      head.putLong(MAGIC).putInt(names.length).put(names).flip();
      write(channel, head, 0);
      return new LogFile(channel, head.limit());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Bytes of rows in it, and of what comes with them. */
  long size() {
    return end - begin;
  }

  /** Adds a record: all of it or, if this throws, nothing. */
  void append(RowsWriter rows) throws IOException {
    RecordOutput out = new RecordOutput(channel, end + RECORD_HEAD);
    try {
      RowBinaryWriter writer = new RowBinaryWriter(out);
      rows.writeTo(writer);
      writer.flush();
      if (out.length > 0) {
        ByteBuffer head = ByteBuffer.allocate(RECORD_HEAD);
        head.putInt(Math.toIntExact(out.length)).putInt((int) out.crc.getValue()).flip();
        write(channel, head, end);
        end += RECORD_HEAD + out.length;
      }
    } catch (IOException | RuntimeException e) {
      channel.truncate(end);
      throw e;
    }
  }

  /** Gives all rows of it, as often as it is asked. */
  RowsWriter rows() {
    return out -> {
      byte[] buffer = new byte[COPY_BYTES];
      ByteBuffer head = ByteBuffer.allocate(RECORD_HEAD);
      for (long at = begin; at < end; ) {
        readFully(head.clear(), at);
        long next = at + RECORD_HEAD + head.getInt(0);
        for (at += RECORD_HEAD; at < next; ) {
          int length = (int) Math.min(buffer.length, next - at);
          readFully(ByteBuffer.wrap(buffer, 0, length), at);
          out.rows(buffer, 0, length);
          at += length;
        }
      }
    };
  }

  /** Writes a copy that {@link #left} reads. */
  Path copyTo(Path target) throws IOException {
    try (FileChannel copy =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long at = 0; at < end; ) {
        at += channel.transferTo(at, end - at, copy);
      }
    }
    return target;
  }

  /** Forgets the rows. */
  void clear() throws IOException {
    channel.truncate(begin);
    end = begin;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /**
   * Reads a file that another process left.
   *
   * @return nothing if it holds no whole record
   * @throws IOException if it cannot be read, or is none of ours
   */
  static Optional<Left> left(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      DataInputStream in = new DataInputStream(new BufferedInputStream(input(channel), COPY_BYTES));
      if (channel.size() < Long.BYTES + Integer.BYTES) {
        // Cut off in its first bytes: nothing was acknowledged yet.
        channel.close();
        return Optional.empty();
      }
      if (in.readLong() != MAGIC) {
        throw new IOException(file + " is no write-ahead log of this program");
      }
      int length = in.readInt();
      if (length < 0 || length > LONGEST_HEAD) {
        throw new IOException("The head of " + file + " is damaged");
      }
      byte[] names = in.readNBytes(length);
      LogFile log = new LogFile(channel, Long.BYTES + Integer.BYTES + length);
      if (names.length == length) {
        log.end += wholeRecords(in);
      }
      if (log.size() == 0) {
        channel.close();
        return Optional.empty();
      }
      List<String> lines = Arrays.asList(new String(names, StandardCharsets.UTF_8).split("\n"));
      return Optional.of(new Left(log, lines.getFirst(), lines.subList(1, lines.size())));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What another process left: its rows, the table they are for, and the columns they have. */
  record Left(LogFile log, String table, List<String> columns) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      log.close();
    }
  }

  /** Returns how many bytes the records take that are whole. */
  private static long wholeRecords(DataInputStream in) throws IOException {
    long bytes = 0;
    byte[] buffer = new byte[COPY_BYTES];
    try {
      while (true) {
        int length = in.readInt();
        int expected = in.readInt();
        if (length <= 0) {
          return bytes;
        }
        CRC32C crc = new CRC32C();
        for (int left = length; left > 0; ) {
          int part = Math.min(left, buffer.length);
          in.readFully(buffer, 0, part);
          crc.update(buffer, 0, part);
          left -= part;
        }
        if ((int) crc.getValue() != expected) {
          return bytes;
        }
        bytes += RECORD_HEAD + length;
      }
    } catch (EOFException cutOff) {
      return bytes;
    }
  }

  private void readFully(ByteBuffer into, long from) throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new EOFException("The write-ahead log ends early");
      }
      at += read;
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long to) throws IOException {
    long at = to;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  private static InputStream input(FileChannel channel) {
    return new InputStream() {
      private long at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        int read = channel.read(ByteBuffer.wrap(into, from, length), at);
        at += Math.max(read, 0);
        return read;
      }
    };
  }

  /** Writes the bytes of a record and counts them. */
  private static final class RecordOutput extends OutputStream {
    private final FileChannel channel;
    private final long begin;
    private final CRC32C crc = new CRC32C();
    private long length;

    RecordOutput(FileChannel channel, long begin) {
      this.channel = channel;
      this.begin = begin;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      crc.update(bytes, from, count);
      // In pieces, because each thread keeps a buffer outside of the heap as large as its largest.
      for (int at = from; at < from + count; at += COPY_BYTES) {
        int piece = Math.min(COPY_BYTES, from + count - at);
        LogFile.write(channel, ByteBuffer.wrap(bytes, at, piece), begin + length);
        length += piece;
      }
    }
  }
}
