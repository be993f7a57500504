package dev.opikdesktop.storage.engine.child;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection to the engine: it runs one statement at a time, on any thread. */
final class ChdbConnection implements AutoCloseable {
  private final Chdb chdb;
  private final MemorySegment holder;
  private final MemorySegment handle;
  private boolean closed;

  /**
   * @throws IllegalStateException if the engine refuses: the folder is in use, or a setting has a
   *     value that it cannot take
   */
  ChdbConnection(Chdb chdb, List<String> arguments) {
    this.chdb = chdb;
    this.holder = chdb.connect(arguments);
    if (holder.address() == 0) {
      throw new IllegalStateException("the engine refused the connection");
    }
    this.handle =
        holder
            .reinterpret(java.lang.foreign.ValueLayout.ADDRESS.byteSize())
            .get(java.lang.foreign.ValueLayout.ADDRESS, 0);
  }

  /** Runs a statement to its end. For statements with a small result or none. */
  ChdbResult query(Sql sql) throws ClickHouseException {
    return new ChdbResult(chdb, chdb.query(handle, sql)).orThrow();
  }

  /** Runs a statement and returns its result as text, without the line's end. */
  String text(String sql) throws ClickHouseException {
    try (ChdbResult result = query(new Sql(sql))) {
      return result.text().stripTrailing();
    }
  }

  /** Starts a query whose result is fetched chunk by chunk. */
  Stream stream(Sql sql) throws ClickHouseException {
    return new Stream(new ChdbResult(chdb, chdb.streamQuery(handle, sql)).orThrow());
  }

  /** Starts an insert of data in the statement's format. */
  ChdbInsert insert(Sql sql) throws ClickHouseException {
    MemorySegment insert = chdb.streamInsert(handle, sql);
    String error = chdb.insertError(insert);
    if (error != null) {
      chdb.destroyInsert(insert);
      throw new ClickHouseException(error);
    }
    return new ChdbInsert(chdb, insert);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      chdb.closeConnection(holder);
    }
  }

  /** A running query. Closing it before its end cancels it. */
  final class Stream implements AutoCloseable {
    private final ChdbResult stream;
    private boolean ended;

    private Stream(ChdbResult stream) {
      this.stream = stream;
    }

    /** The next chunk, which the caller closes, or null at the end. */
    @Nullable ChdbResult next() throws ClickHouseException {
      if (ended) {
        return null;
      }
      ChdbResult chunk = new ChdbResult(chdb, chdb.fetch(handle, stream.handle()));
      try {
        chunk.orThrow();
      } catch (ClickHouseException e) {
        ended = true;
        throw e;
      }
      if (chunk.length() == 0) {
        ended = true;
        chunk.close();
        return null;
      }
      return chunk;
    }

    @Override
    public void close() {
      if (!ended) {
        ended = true;
        chdb.cancelStream(handle, stream.handle());
      }
      stream.close();
    }
  }
}
