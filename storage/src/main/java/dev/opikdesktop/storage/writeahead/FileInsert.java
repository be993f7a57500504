package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.RowsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts the rows of a file and then forgets them. What the store refuses for good, which would be
 * a defect of ours, is set aside in a file of its own, so that it is neither lost nor in the way of
 * what others wrote.
 */
final class FileInsert {
  private static final Logger LOG = LoggerFactory.getLogger(FileInsert.class);

  /** How the names of files begin whose rows were refused. */
  static final String REFUSED = "refused-";

  private final Analytics store;
  private final LogFile file;
  private final String table;
  private final List<String> columns;

  /** Whether the rows are in the store, also if they could not be forgotten. */
  private boolean inserted;

  FileInsert(Analytics store, LogFile file, String table, List<String> columns) {
    this.store = store;
    this.file = file;
    this.table = table;
    this.columns = columns;
  }

  LogFile file() {
    return file;
  }

  /** Bytes of the rows, until they are inserted. */
  long bytes() {
    return file.size();
  }

  /** Something that this waits for before its rows may be in the store. */
  @FunctionalInterface
  interface Turn {
    /** The turn of what nobody is before. */
    Turn AT_ONCE = () -> {};

    /**
     * Returns when it has come.
     *
     * @throws LostTurnException if it will not
     */
    void await();
  }

  /**
   * Inserts all rows, or throws and leaves the file as it is.
   *
   * @param turn awaited when the store has got all rows, and before it hears that these are all: so
   *     most of its work is done by then, and all of what is visible comes afterwards
   * @throws StorageException of kind UNAVAILABLE or FULL if the store does not take rows now
   * @throws LostTurnException if the turn does not come
   */
  void insert(Turn turn) throws IOException {
    if (!inserted) {
      try {
        store.insert(table, columns, new RowsInTurn(file.rows(), file.count(), turn));
      } catch (StorageException refusal) {
        if (isForNow(refusal)) {
          throw refusal;
        }
        turn.await();
        insertOneByOne();
      }
      inserted = true;
    }
    file.clear();
  }

  /** Rows whose end is held back. */
  private record RowsInTurn(RowsWriter rows, int count, Turn turn) implements RowsWriter {
    @Override
    public void writeTo(RowBinaryWriter out) throws IOException {
      rows.writeTo(out);
      out.flush();
      turn.await();
    }
  }

  private void insertOneByOne() throws IOException {
    for (RowsWriter record : file.records()) {
      try {
        store.insert(table, columns, record);
      } catch (StorageException refusal) {
        if (isForNow(refusal) || !store.isReady()) {
          throw refusal;
        }
        setAside(record, refusal);
      }
    }
  }

  private static boolean isForNow(StorageException refusal) {
    return refusal.kind() == Kind.UNAVAILABLE || refusal.kind() == Kind.FULL;
  }

  private void setAside(RowsWriter record, StorageException refusal) throws IOException {
    String name =
        "%s%s-%d-%s".formatted(REFUSED, table, Instant.now().toEpochMilli(), UUID.randomUUID());
    Path kept = file.path().resolveSibling(name);
    LogFile.write(kept, table, columns, record);
    LOG.error("The store refuses rows, which are kept in {}: {}", kept, refusal.getMessage());
  }
}
