package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  private final Path folder;

  /** The file whose rows are in the store and were not forgotten. */
  private @Nullable LogFile insertedAlready;

  FileInsert(Analytics store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  /**
   * Inserts all rows, or throws and leaves the file as it is.
   *
   * @throws StorageException of kind UNAVAILABLE or FULL if the store does not take rows now
   */
  void insert(LogFile file, String table, List<String> columns) throws IOException {
    if (file != insertedAlready) {
      try {
        store.insert(table, columns, file.rows());
      } catch (StorageException refusal) {
        if (isForNow(refusal)) {
          throw refusal;
        }
        insertOneByOne(file, table, columns);
      }
      insertedAlready = file;
    }
    file.clear();
    insertedAlready = null;
  }

  private void insertOneByOne(LogFile file, String table, List<String> columns) throws IOException {
    for (RowsWriter record : file.records()) {
      try {
        store.insert(table, columns, record);
      } catch (StorageException refusal) {
        if (isForNow(refusal) || !store.isReady()) {
          throw refusal;
        }
        setAside(table, columns, record, refusal);
      }
    }
  }

  private static boolean isForNow(StorageException refusal) {
    return refusal.kind() == Kind.UNAVAILABLE || refusal.kind() == Kind.FULL;
  }

  private void setAside(
      String table, List<String> columns, RowsWriter record, StorageException refusal)
      throws IOException {
    String name =
        "%s%s-%d-%s".formatted(REFUSED, table, Instant.now().toEpochMilli(), UUID.randomUUID());
    Path kept = folder.resolve(name);
    LogFile.write(kept, table, columns, record);
    LOG.error("The store refuses rows, which are kept in {}: {}", kept, refusal.getMessage());
  }
}
