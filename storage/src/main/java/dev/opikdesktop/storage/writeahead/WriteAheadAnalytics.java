package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Backlog;
import dev.opikdesktop.storage.analytics.InsertCounts;
import dev.opikdesktop.storage.analytics.RowReader;
import dev.opikdesktop.storage.analytics.RowsWriter;
import dev.opikdesktop.storage.analytics.Statement;
import dev.opikdesktop.storage.writeahead.FileInsert.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
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

  /** How long closing waits. What is not inserted then is at the next start. */
  private static final Duration LAST_INSERTS = Duration.ofMillis(1_500);

  private final Analytics store;
  private final Path folder;
  private final Map<String, TableLog> logs = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> inserts = new ConcurrentHashMap<>();

  private WriteAheadAnalytics(Analytics store, Path folder) {
    this.store = store;
    this.folder = folder;
  }

  /**
   * Opens the log and inserts what is in it. What cannot be understood, or is refused, is kept in a
   * file and logged; it does not keep the application from starting.
   *
   * @param store closed with this
   * @param folder of the log, made if need be
   * @throws StorageException if the folder cannot be used, or the store is away
   */
  public static WriteAheadAnalytics open(Analytics store, Path folder) {
    try {
      Files.createDirectories(folder);
      for (Path file : files(folder)) {
        insertLeft(store, folder, file);
      }
      return new WriteAheadAnalytics(store, folder);
    } catch (IOException e) {
      throw new StorageException(
          Kind.INTERNAL, "The write-ahead log in " + folder + " cannot be used: " + e, e);
    }
  }

  /** Those that may hold rows, in the order in which they were written to last. */
  private static List<Path> files(Path folder) throws IOException {
    Map<Path, FileTime> times = new HashMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(each -> each.toString().endsWith(TableLog.SUFFIX)).toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times.entrySet().stream()
        .sorted(Map.Entry.<Path, FileTime>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void insertLeft(Analytics store, Path folder, Path file) throws IOException {
    Optional<LogFile.Left> left;
    try {
      left = LogFile.left(file);
    } catch (DamagedLogException e) {
      LOG.error("{}; it is kept as {}", e.getMessage(), keep(file));
      return;
    }
    if (left.isEmpty()) {
      return;
    }
    try (LogFile.Left rows = left.get()) {
      if (rows.isDamaged()) {
        Path copy = Files.copy(file, kept(file));
        LOG.error("A record of {} is damaged; all of it is kept as {}", file, copy);
      }
      long bytes = rows.log().size();
      new FileInsert(store, rows.log(), rows.table(), rows.columns()).insert(Turn.AT_ONCE);
      LOG.info(
          "Inserted {} bytes of rows of {} that an earlier process had acknowledged",
          bytes,
          rows.table());
      return;
    } catch (StorageException refusal) {
      if (refusal.kind() != Kind.FULL) {
        throw refusal;
      }
      LOG.error("There is no room for the rows of {}: {}", file, refusal.getMessage());
    }
    // Under a name that no table's log takes; the next start tries it again.
    String name = "waiting-" + System.currentTimeMillis() + "-" + file.getFileName();
    Files.move(file, folder.resolve(name));
  }

  private static Path keep(Path file) throws IOException {
    return Files.move(file, kept(file));
  }

  private static Path kept(Path file) {
    return file.resolveSibling(
        "damaged-" + System.currentTimeMillis() + "-" + file.getFileName() + ".kept");
  }

  @Override
  public void insert(String table, List<String> columns, RowsWriter rows) {
    try {
      logs.computeIfAbsent(table, name -> log(name, columns)).insert(columns, rows);
    } finally {
      inserts(table).increment();
    }
  }

  private LongAdder inserts(String table) {
    return inserts.computeIfAbsent(table, name -> new LongAdder());
  }

  @Override
  public boolean groupsInserts() {
    return true;
  }

  @Override
  public boolean hasOtherWriters() {
    return false;
  }

  @Override
  public long insertsInto(String table) {
    LongAdder ended = inserts(table);
    TableLog log = logs.get(table);
    if (log != null && log.isFailing()) {
      // Statements may not see what was acknowledged: nothing that they miss is known to be
      // missing.
      ended.increment();
    }
    return ended.sum();
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
  public InsertCounts insertCounts() {
    return store.insertCounts();
  }

  @Override
  public List<Backlog> backlogs() {
    return logs.values().stream().map(TableLog::backlog).toList();
  }

  @Override
  public boolean isReady() {
    return store.isReady() && logs.values().stream().noneMatch(TableLog::isFailing);
  }

  @Override
  public void close() {
    try (store) {
      logs.values().forEach(TableLog::end);
      long deadline = System.nanoTime() + LAST_INSERTS.toNanos();
      logs.values().forEach(log -> log.close(deadline));
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
