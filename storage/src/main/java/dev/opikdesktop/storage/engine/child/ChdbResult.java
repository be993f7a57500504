package dev.opikdesktop.storage.engine.child;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A result, or a chunk of one: native memory that lives until it is closed. */
final class ChdbResult implements AutoCloseable {
  private final Chdb chdb;
  private final MemorySegment handle;
  private boolean closed;

  ChdbResult(Chdb chdb, MemorySegment handle) {
    this.chdb = chdb;
    this.handle = handle;
  }

  /** Returns this result, or closes it and throws what it says. */
  ChdbResult orThrow() throws ClickHouseException {
    if (handle.address() == 0) {
      closed = true;
      throw new ClickHouseException("Code: 1001. DB::Exception: the library gave no result");
    }
    String error = chdb.error(handle);
    if (error != null) {
      close();
      throw new ClickHouseException(error);
    }
    return this;
  }

  MemorySegment handle() {
    return handle;
  }

  long length() {
    return chdb.buffer(handle).byteSize();
  }

  /** The bytes, in buffers of at most a gigabyte; not to be used after {@link #close}. */
  ByteBuffer bytes(long from, int length) {
    return chdb.buffer(handle).asSlice(from, length).asByteBuffer();
  }

  /** All bytes, as native memory that is gone after {@link #close}. */
  MemorySegment memory() {
    return chdb.buffer(handle);
  }

  String text() {
    return new String(chdb.buffer(handle).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  Counters counters() {
    return chdb.counters(handle);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      chdb.destroyResult(handle);
    }
  }
}
