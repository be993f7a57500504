package dev.opikdesktop.storage.engine.child;

import java.lang.foreign.MemorySegment;

/** A running insert. Closing it before {@link #finish} takes back what was not yet written. */
final class ChdbInsert implements AutoCloseable {
  private final Chdb chdb;
  private final MemorySegment handle;
  private boolean finished;
  private boolean closed;

  ChdbInsert(Chdb chdb, MemorySegment handle) {
    this.chdb = chdb;
    this.handle = handle;
  }

  /** Hands over the next bytes, copied by the engine; waits while the engine is behind. */
  void append(MemorySegment data, long length) throws ClickHouseException {
    if (!chdb.append(handle, data, length)) {
      // Only the end of the insert tells what went wrong; nothing is written by it then.
      finish();
      throw new ClickHouseException("Code: 1001. DB::Exception: the insert ended by itself");
    }
  }

  /** Commits. When this returns, the rows survive the death of the process. */
  Counters finish() throws ClickHouseException {
    finished = true;
    try (ChdbResult result = new ChdbResult(chdb, chdb.finishInsert(handle)).orThrow()) {
      return result.counters();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!finished) {
      chdb.cancelInsert(handle);
    }
    chdb.destroyInsert(handle);
  }
}
