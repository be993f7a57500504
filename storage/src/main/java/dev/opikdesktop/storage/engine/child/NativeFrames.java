package dev.opikdesktop.storage.engine.child;

import com.clickhouse.data.ClickHouseCityHash;
import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * ClickHouse's own compression: frames of a CityHash128 checksum (16 bytes), a method byte, the
 * size of the frame without its checksum and the size of its raw data (4 bytes each, little
 * endian), and the data.
 */
final class NativeFrames {
  private static final int CHECKSUM = 16;
  private static final int HEADER = 9;
  private static final byte LZ4 = (byte) 0x82;
  private static final byte ZSTD = (byte) 0x90;
  private static final byte NONE = 0x02;

  /** No frame may be larger than this, in bytes, compressed or raw. */
  private static final int MAX_FRAME = 64 << 20;

  private NativeFrames() {}

  /** Reads the raw data out of frames. */
  static final class Input extends InputStream {
    private final InputStream in;
    private final LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();
    private byte[] frame = new byte[64 * 1024];
    private byte[] raw = new byte[64 * 1024];
    private int position;
    private int limit;

    Input(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return hasMore() ? raw[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (!hasMore()) {
        return -1;
      }
      int count = Math.min(length, limit - position);
      System.arraycopy(raw, position, target, offset, count);
      position += count;
      return count;
    }

    private boolean hasMore() throws IOException {
      while (position == limit) {
        int first = in.readNBytes(frame, 0, CHECKSUM + HEADER);
        if (first == 0) {
          return false;
        }
        if (first < CHECKSUM + HEADER) {
          throw broken("a compressed block ends in its header");
        }
        ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        int size = header.getInt(CHECKSUM + 1);
        int rawSize = header.getInt(CHECKSUM + 5);
        if (size < HEADER || size > MAX_FRAME || rawSize < 0 || rawSize > MAX_FRAME) {
          throw broken("a compressed block has an impossible size");
        }
        if (frame.length < CHECKSUM + size) {
          frame = java.util.Arrays.copyOf(frame, CHECKSUM + size);
        }
        int rest = size - HEADER;
        if (in.readNBytes(frame, CHECKSUM + HEADER, rest) < rest) {
          throw broken("a compressed block ends in its data");
        }
        long[] hash = ClickHouseCityHash.cityHash128(frame, CHECKSUM, size);
        ByteBuffer checked = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        if (checked.getLong(0) != hash[0] || checked.getLong(8) != hash[1]) {
          throw new BrokenBodyException(
              40, "CHECKSUM_DOESNT_MATCH", "a compressed block does not match its checksum");
        }
        unpack(frame[CHECKSUM], rest, rawSize);
      }
      return true;
    }

    private static BrokenBodyException broken(String message) {
      return new BrokenBodyException(271, "CANNOT_DECOMPRESS", message);
    }

    private void unpack(byte method, int size, int rawSize) throws IOException {
      if (raw.length < rawSize) {
        raw = new byte[rawSize];
      }
      position = 0;
      limit = rawSize;
      switch (method) {
        case NONE -> System.arraycopy(frame, CHECKSUM + HEADER, raw, 0, rawSize);
        case LZ4 -> {
          try {
            limit = decompressor.decompress(frame, CHECKSUM + HEADER, size, raw, 0, rawSize);
          } catch (LZ4Exception e) {
            throw broken("a compressed block is broken: " + e.getMessage());
          }
        }
        case ZSTD -> {
          long unpacked = Zstd.decompressByteArray(raw, 0, rawSize, frame, CHECKSUM + HEADER, size);
          if (Zstd.isError(unpacked) || unpacked != rawSize) {
            throw broken("a compressed block is broken");
          }
        }
        default ->
            throw new BrokenBodyException(
                89, "UNKNOWN_COMPRESSION_METHOD", "unknown compression method " + method);
      }
    }
  }

  /** Writes raw data as frames; closing it writes the last one. */
  static final class Output extends OutputStream {
    private final OutputStream out;
    private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();
    private final byte[] raw = new byte[64 * 1024];
    private final byte[] frame =
        new byte[CHECKSUM + HEADER + compressor.maxCompressedLength(raw.length)];
    private int buffered;

    Output(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      if (buffered == raw.length) {
        writeFrame();
      }
      raw[buffered++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int at = offset;
      int end = offset + length;
      while (at < end) {
        if (buffered == raw.length) {
          writeFrame();
        }
        int count = Math.min(end - at, raw.length - buffered);
        System.arraycopy(bytes, at, raw, buffered, count);
        buffered += count;
        at += count;
      }
    }

    private void writeFrame() throws IOException {
      if (buffered == 0) {
        return;
      }
      int size = HEADER + compressor.compress(raw, 0, buffered, frame, CHECKSUM + HEADER);
      ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
      header.put(CHECKSUM, LZ4).putInt(CHECKSUM + 1, size).putInt(CHECKSUM + 5, buffered);
      long[] hash = ClickHouseCityHash.cityHash128(frame, CHECKSUM, size);
      header.putLong(0, hash[0]).putLong(8, hash[1]);
      out.write(frame, 0, CHECKSUM + size);
      buffered = 0;
    }

    @Override
    public void close() throws IOException {
      writeFrame();
    }
  }
}
