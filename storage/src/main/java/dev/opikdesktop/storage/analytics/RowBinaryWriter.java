package dev.opikdesktop.storage.analytics;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes ClickHouse's RowBinary. Values follow one another in the order of the insert's columns.
 */
public final class RowBinaryWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final long NANOS = 1_000_000_000L;
  private static final long MICROS = 1_000_000L;

  private static final int FLUSH_AT = 256 * 1024;

  /** Values from here on are not copied into memory once more. */
  private static final int LARGE = 256 * 1024;

  /** Memory is taken in pieces of these sizes, each twice the one before. */
  private static final int SMALLEST_PIECE = 512;

  private static final int LARGEST_PIECE = 256 * 1024;

  private final @Nullable OutputStream out;
  private byte[] buffer;
  private int position;

  /** What was written before the buffer: full buffers, and large values. */
  private final List<Piece> before = new ArrayList<>();

  private int bytesBefore;
  private int rowCount;

  /** Some bytes of an array. */
  private record Piece(byte[] bytes, int from, int length) {}

  /** A writer into memory, which takes more as it needs it and never moves what it holds. */
  public RowBinaryWriter(int initialSize) {
    this.out = null;
    this.buffer = new byte[Math.clamp(initialSize, SMALLEST_PIECE, LARGEST_PIECE)];
  }

  /** A writer into a stream, through a buffer. */
  public RowBinaryWriter(OutputStream out) {
    this.out = out;
    this.buffer = new byte[FLUSH_AT];
  }

  /** Passes what is buffered on to the stream. */
  public void flush() throws IOException {
    if (out != null) {
      out.write(buffer, 0, position);
      position = 0;
    }
  }

  /** Bytes written so far. */
  public int size() {
    return bytesBefore + position;
  }

  /** Says that what was written is whole rows, and one more of them. */
  public RowBinaryWriter endRow() {
    rowCount++;
    return this;
  }

  /** How many times {@link #endRow} was called, here and on what was appended. */
  public int rowCount() {
    return rowCount;
  }

  /** Forgets what was written and keeps the memory. */
  public void reset() {
    position = 0;
    before.clear();
    bytesBefore = 0;
    rowCount = 0;
  }

  /** Appends what the other writer holds in memory, without copying it when this one streams. */
  public void append(RowBinaryWriter rows) throws IOException {
    if (out != null) {
      flush();
    }
    for (Piece piece : rows.before) {
      append(piece.bytes, piece.from, piece.length);
    }
    append(rows.buffer, 0, rows.position);
    rowCount += rows.rowCount;
  }

  private void append(byte[] bytes, int from, int length) throws IOException {
    if (out == null) {
      raw(bytes, from, length);
    } else {
      out.write(bytes, from, length);
    }
  }

  /** Appends some bytes of rows that are in RowBinary already. */
  public void rows(byte[] bytes, int from, int length) throws IOException {
    flush();
    append(bytes, from, length);
  }

  public RowBinaryWriter uint8(int value) {
    need(1);
    buffer[position++] = (byte) value;
    return this;
  }

  public RowBinaryWriter bool(boolean value) {
    return uint8(value ? 1 : 0);
  }

  public RowBinaryWriter int32(int value) {
    need(4);
    buffer[position++] = (byte) value;
    buffer[position++] = (byte) (value >> 8);
    buffer[position++] = (byte) (value >> 16);
    buffer[position++] = (byte) (value >> 24);
    return this;
  }

  public RowBinaryWriter int64(long value) {
    need(8);
    LONG.set(buffer, position, value);
    position += 8;
    return this;
  }

  public RowBinaryWriter float64(double value) {
    return int64(Double.doubleToRawLongBits(value));
  }

  /**
   * Decimal128 of the given scale, rounded half to even.
   *
   * @throws ArithmeticException if the number does not fit
   */
  public RowBinaryWriter decimal128(BigDecimal value, int scale) {
    BigInteger unscaled = value.setScale(scale, RoundingMode.HALF_EVEN).unscaledValue();
    if (unscaled.bitLength() > 127) {
      throw new ArithmeticException(value + " does not fit into 128 bits");
    }
    return int64(unscaled.longValue()).int64(unscaled.shiftRight(64).longValue());
  }

  /**
   * An id kept as FixedString(16), most significant byte first, so that version 7 sorts by time.
   */
  public RowBinaryWriter id(UUID id) {
    need(16);
    LONG_BIG_ENDIAN.set(buffer, position, id.getMostSignificantBits());
    LONG_BIG_ENDIAN.set(buffer, position + 8, id.getLeastSignificantBits());
    position += 16;
    return this;
  }

  /** DateTime64(9), UTC. */
  public RowBinaryWriter instant9(Instant value) {
    return int64(Math.addExact(Math.multiplyExact(value.getEpochSecond(), NANOS), value.getNano()));
  }

  /** DateTime64(6), UTC; cut to microseconds. */
  public RowBinaryWriter instant6(Instant value) {
    return int64(
        Math.addExact(Math.multiplyExact(value.getEpochSecond(), MICROS), value.getNano() / 1000L));
  }

  public RowBinaryWriter nullableInstant9(@Nullable Instant value) {
    return value == null ? uint8(1) : uint8(0).instant9(value);
  }

  public RowBinaryWriter nullableFloat64(@Nullable Double value) {
    return value == null ? uint8(1) : uint8(0).float64(value);
  }

  public RowBinaryWriter string(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** String, from its bytes; the array must not change until the row is written. */
  public RowBinaryWriter bytes(byte[] value) {
    return bytes(value, 0, value.length);
  }

  /** String, from some bytes of an array, which must not change until the row is written. */
  public RowBinaryWriter bytes(byte[] value, int from, int length) {
    length(length);
    raw(value, from, length);
    return this;
  }

  /** Array(String). */
  public RowBinaryWriter strings(Collection<String> values) {
    length(values.size());
    for (String value : values) {
      string(value);
    }
    return this;
  }

  /** The length of an array, a map or a string whose content the caller writes next. */
  public RowBinaryWriter length(int length) {
    need(5);
    int rest = length;
    while (rest >= 0x80) {
      buffer[position++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    buffer[position++] = (byte) rest;
    return this;
  }

  private void raw(byte[] value, int from, int length) {
    if (out == null && length >= LARGE) {
      endPiece(SMALLEST_PIECE);
      before.add(new Piece(value, from, length));
      bytesBefore = Math.addExact(bytesBefore, length);
      return;
    }
    need(length);
    System.arraycopy(value, from, buffer, position, length);
    position += length;
  }

  private void need(int count) {
    if (buffer.length - position < count) {
      if (out == null) {
        endPiece(Math.max(count, Math.min(LARGEST_PIECE, buffer.length * 2)));
      } else {
        buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, position + count));
      }
    }
  }

  private void endPiece(int nextSize) {
    if (position > 0) {
      before.add(new Piece(buffer, 0, position));
      bytesBefore = Math.addExact(bytesBefore, position);
      position = 0;
    }
    buffer = new byte[nextSize];
  }
}
