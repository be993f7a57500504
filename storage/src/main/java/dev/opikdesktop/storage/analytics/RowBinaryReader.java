package dev.opikdesktop.storage.analytics;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads ClickHouse's RowBinary: values follow one another without names or lengths, so the caller
 * asks for them in the order and with the types of the SELECT.
 */
public final class RowBinaryReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int NANOS = 1_000_000_000;
  private static final int MICROS = 1_000_000;

  private final InputStream in;
  private final byte[] buffer;
  private int position;
  private int limit;

  public RowBinaryReader(InputStream in) {
    this(in, 64 * 1024);
  }

  RowBinaryReader(InputStream in, int bufferSize) {
    this.in = in;
    this.buffer = new byte[bufferSize];
  }

  /** Whether the stream ends here, between two rows. */
  boolean atEnd() throws IOException {
    return position == limit && !fill();
  }

  /** UInt8 or Int8. */
  public int uint8() throws IOException {
    if (position == limit && !fill()) {
      throw cut();
    }
    return buffer[position++] & 0xff;
  }

  public boolean bool() throws IOException {
    return uint8() != 0;
  }

  public int int32() throws IOException {
    int a = uint8();
    int b = uint8();
    int c = uint8();
    return a | b << 8 | c << 16 | uint8() << 24;
  }

  public long uint32() throws IOException {
    return Integer.toUnsignedLong(int32());
  }

  /** Int64 or UInt64. */
  public long int64() throws IOException {
    need(8);
    long value = (long) LONG.get(buffer, position);
    position += 8;
    return value;
  }

  public double float64() throws IOException {
    return Double.longBitsToDouble(int64());
  }

  /** Decimal128 of the given scale. */
  public BigDecimal decimal128(int scale) throws IOException {
    long low = int64();
    long high = int64();
    BigInteger unscaled =
        BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    return new BigDecimal(unscaled, scale);
  }

  /** An id kept as FixedString(16), most significant byte first. */
  public UUID id() throws IOException {
    need(16);
    long high = (long) LONG_BIG_ENDIAN.get(buffer, position);
    long low = (long) LONG_BIG_ENDIAN.get(buffer, position + 8);
    position += 16;
    return new UUID(high, low);
  }

  /** DateTime64(9), UTC. */
  public Instant instant9() throws IOException {
    long nanos = int64();
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  /** DateTime64(6), UTC. */
  public Instant instant6() throws IOException {
    long micros = int64();
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000L);
  }

  public @Nullable Instant nullableInstant9() throws IOException {
    return bool() ? null : instant9();
  }

  public @Nullable Double nullableFloat64() throws IOException {
    return bool() ? null : float64();
  }

  /** String, as its bytes. */
  public byte[] bytes() throws IOException {
    int length = varint();
    byte[] value = new byte[length];
    int copied = Math.min(length, limit - position);
    System.arraycopy(buffer, position, value, 0, copied);
    position += copied;
    if (copied < length && in.readNBytes(value, copied, length - copied) < length - copied) {
      throw cut();
    }
    return value;
  }

  /** String, as its bytes behind others, in one array; only the others if it is empty. */
  public byte[] bytesAfter(byte[] first) throws IOException {
    int length = varint();
    if (length == 0) {
      return first;
    }
    byte[] value = Arrays.copyOf(first, Math.addExact(first.length, length));
    int copied = Math.min(length, limit - position);
    System.arraycopy(buffer, position, value, first.length, copied);
    position += copied;
    int left = length - copied;
    if (left > 0 && in.readNBytes(value, first.length + copied, left) < left) {
      throw cut();
    }
    return value;
  }

  /** String, as text. */
  public String string() throws IOException {
    int length = varint();
    if (length <= limit - position) {
      String value = new String(buffer, position, length, StandardCharsets.UTF_8);
      position += length;
      return value;
    }
    byte[] value = new byte[length];
    int copied = limit - position;
    System.arraycopy(buffer, position, value, 0, copied);
    position = limit;
    if (in.readNBytes(value, copied, length - copied) < length - copied) {
      throw cut();
    }
    return new String(value, StandardCharsets.UTF_8);
  }

  /** Array(T). */
  public <T> List<T> list(RowReader<T> element) throws IOException {
    int size = varint();
    List<T> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(element.read(this));
    }
    return values;
  }

  /** Map(K, V), in the order stored. */
  public <K, V> Map<K, V> map(RowReader<K> key, RowReader<V> value) throws IOException {
    int size = varint();
    Map<K, V> values = LinkedHashMap.newLinkedHashMap(size);
    for (int i = 0; i < size; i++) {
      K name = key.read(this);
      values.put(name, value.read(this));
    }
    return values;
  }

  private int varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = uint8();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return Math.toIntExact(value);
      }
    }
    throw new IOException(
        "A length of more than 64 bits: the columns were read in another order than selected");
  }

  private void need(int count) throws IOException {
    if (limit - position >= count) {
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    while (limit < count) {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        throw cut();
      }
      limit += read;
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = 0;
    int read;
    do {
      read = in.read(buffer, 0, buffer.length);
    } while (read == 0);
    if (read < 0) {
      return false;
    }
    limit = read;
    return true;
  }

  private static EOFException cut() {
    return new EOFException("The answer ended in the middle of a row");
  }
}
