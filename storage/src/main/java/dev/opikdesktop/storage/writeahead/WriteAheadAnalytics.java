package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowReader;
import dev.opikdesktop.storage.analytics.RowsWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The analytics port in front of a store that is slow at small inserts. While an insert is under
 * way, the rows of others go to a write-ahead log, which makes them durable at once; the next
 * insert takes all of them. Every statement that starts later waits until the rows that were
 * acknowledged before it are in the store, so nobody sees a difference but in time.
 *
 * <p>Rows that a process left in the log are inserted when it is opened again. Some of them may be
 * in the store already, which does no harm: the same row twice is the same row.
 *
 * <p>Only for a store that nobody else reads: others do not wait for what is in the log.
 */
public final class WriteAheadAnalytics implements Analytics {
  private static final Logger LOG = LoggerFactory.getLogger(WriteAheadAnalytics.class);

  private final Analytics store;
  private final Path folder;
  private final Map<String, TableLog> logs = new ConcurrentHashMap<>();

  private WriteAheadAnalytics(Analytics store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  /**
   * Opens the log and inserts what is in it.
   *
   * @param store with all tables; closed with this
   * @param folder of the log, made if need be
   * @throws StorageException if the log cannot be read, or the store does not take what is in it
   */
  public static WriteAheadAnalytics open(Analytics store, Path folder) {
    try {
      Files.createDirectories(folder);
      List<Path> files;
      try (Stream<Path> list = Files.list(folder)) {
        files = list.filter(file -> file.toString().endsWith(TableLog.SUFFIX)).sorted().toList();
      }
      for (Path file : files) {
        insertLeft(store, file);
      }
      return new WriteAheadAnalytics(store, folder);
    } catch (IOException e) {
      throw new StorageException(
          Kind.INTERNAL, "The write-ahead log in " + folder + " cannot be read: " + e, e);
    }
  }

  private static void insertLeft(Analytics store, Path file) throws IOException {
    Optional<LogFile.Left> left = LogFile.left(file);
    if (left.isPresent()) {
      try (LogFile.Left rows = left.get()) {
        store.insert(rows.table(), rows.columns(), rows.log().rows());
        LOG.info(
            "Inserted {} bytes of rows of {} that an earlier process had acknowledged",
            rows.log().size(),
            rows.table());
        rows.log().clear();
      }
    }
  }

  @Override
  public void insert(String table, List<String> columns, RowsWriter rows) {
    logs.computeIfAbsent(table, name -> log(name, columns)).insert(columns, rows);
  }

  @Override
  public boolean groupsInserts() {
    return true;
  }

  @Override
  public void execute(Statement statement) {
    awaitInserts();
    store.execute(statement);
  }

  @Override
  public void delete(Statement statement) {
    awaitInserts();
    store.delete(statement);
  }

  @Override
  public List<String> tablesToCompact() {
    return store.tablesToCompact();
  }

  @Override
  public void compact(String table) {
    store.compact(table);
  }

  @Override
  public <T> List<T> query(Statement statement, RowReader<T> reader) {
    awaitInserts();
    return store.query(statement, reader);
  }

  @Override
  public <T> List<T> querySettled(Statement statement, RowReader<T> reader) {
    for (TableLog log : logs.values()) {
      log.awaitInserts(SETTLED);
    }
    return store.query(statement, reader);
  }

  @Override
  public <T> void stream(Statement statement, RowReader<T> reader, RowConsumer<T> rows) {
    awaitInserts();
    store.stream(statement, reader, rows);
  }

  @Override
  public boolean isReady() {
    return store.isReady();
  }

  @Override
  public void close() {
    try (store) {
      logs.values().forEach(TableLog::close);
    }
  }

  private void awaitInserts() {
    for (TableLog log : logs.values()) {
      log.awaitInserts(Duration.ZERO);
    }
  }

  private TableLog log(String table, List<String> columns) {
    try {
      return new TableLog(store, folder, table, columns);
    } catch (IOException e) {
      throw new StorageException(
          Kind.INTERNAL, "The write-ahead log in " + folder + " cannot be written: " + e, e);
    }
  }
}
