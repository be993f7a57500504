package dev.opikdesktop.storage.writeahead;

import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowsWriter;
import dev.opikdesktop.storage.observation.LaterWork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one table: one takes rows, the others are inserted meanwhile, and are forgotten in
 * the order in which they were filled. Not safe by itself: the caller holds a lock, but for {@link
 * #isEmpty}.
 */
final class LogFiles implements AutoCloseable {
  private final Analytics store;
  private final String table;
  private final List<String> columns;
  private final Deque<LogFile> spare = new ArrayDeque<>();
  private final Deque<Full> full = new ArrayDeque<>();
  private LogFile filling;

  /** How many inserts were written to the files, and up to which of them they are in the store. */
  private volatile long written;

  private volatile long inserted;

  /** When the first rows were written to the file that takes them now. */
  private long fillingSince;

  /** For whom those rows are. */
  private LaterWork fillingFor = new LaterWork();

  /** A file that takes no more rows, because they are inserted now or have to be next. */
  static final class Full {
    private final FileInsert insert;
    private final long upTo;
    private final long since;
    private final LaterWork later;
    private boolean underWay;

    private Full(FileInsert insert, long upTo, long since, LaterWork later) {
      this.insert = insert;
      this.upTo = upTo;
      this.since = since;
      this.later = later;
    }

    /** For whom the rows are. */
    LaterWork later() {
      return later;
    }

    FileInsert insert() {
      return insert;
    }
  }

  private LogFiles(Analytics store, String table, List<String> columns, LogFile first) {
    this.store = store;
    this.table = table;
    this.columns = columns;
    this.filling = first;
  }

  /**
   * Makes empty ones in the place of whatever is there.
   *
   * @param most how many are inserted at a time
   */
  static LogFiles create(Analytics store, Path folder, String table, List<String> columns, int most)
      throws IOException {
    LogFiles files = new LogFiles(store, table, columns, file(folder, table, columns, 0));
    boolean done = false;
    try {
      for (int number = 1; number <= most; number++) {
        files.spare.add(file(folder, table, columns, number));
      }
      done = true;
      return files;
    } finally {
      if (!done) {
        files.close();
      }
    }
  }

  private static LogFile file(Path folder, String table, List<String> columns, int number)
      throws IOException {
    Path path = folder.resolve(table + "-" + number + TableLog.SUFFIX);
    return LogFile.create(path, table, columns);
  }

  /** Whether all rows are in the store. */
  boolean isEmpty() {
    return inserted == written;
  }

  /** How many inserts were written to the files so far. */
  long written() {
    return written;
  }

  /** How many of them are in the store. */
  long inserted() {
    return inserted;
  }

  /** When the oldest rows were written that are not in the store, as {@link System#nanoTime}. */
  long oldest() {
    return full.isEmpty() ? fillingSince : full.getFirst().since;
  }

  /** Bytes in the file that takes rows. */
  long bytesFilling() {
    return filling.size();
  }

  /** Bytes that are not in the store, or not yet known to be. */
  long bytesWaiting() {
    return filling.size() + full.stream().mapToLong(each -> each.insert.file().size()).sum();
  }

  /** Files that have such bytes. */
  int filesWaiting() {
    return full.size() + (filling.size() == 0 ? 0 : 1);
  }

  /** How many inserts the rows of the oldest file are of. */
  long insertsIn(Full oldest) {
    return oldest.upTo - inserted;
  }

  Path pathFilling() {
    return filling.path();
  }

  /** Adds the rows of an insert: all of them or, if this throws, none. */
  void append(RowsWriter rows) throws IOException {
    if (filling.size() == 0) {
      fillingSince = System.nanoTime();
    }
    filling.append(rows);
    fillingFor.want();
    written++;
  }

  /** Whether any file is inserted now, or has to be next. */
  boolean anyFull() {
    return !full.isEmpty();
  }

  /**
   * The next file to be inserted, which is under way from now on: the oldest of those that were
   * taken before and given back, or else the one that takes rows, if it has so many bytes.
   */
  @Nullable Full take(long enough) {
    for (Full each : full) {
      if (!each.underWay) {
        each.underWay = true;
        return each;
      }
    }
    if (filling.size() == 0 || filling.size() < enough || spare.isEmpty()) {
      return null;
    }
    Full next =
        new Full(new FileInsert(store, filling, table, columns), written, fillingSince, fillingFor);
    fillingFor = new LaterWork();
    next.underWay = true;
    full.add(next);
    filling = spare.remove();
    return next;
  }

  /** Its rows were not inserted: it has to be taken again. */
  void giveBack(Full file) {
    file.underWay = false;
  }

  /** Its rows are in the store. */
  void done(Full file) {
    full.remove(file);
    spare.add(file.insert.file());
    inserted = file.upTo;
  }

  /** Whether the rows of all files that were filled before this one are in the store. */
  boolean isFirst(Full file) {
    return full.peekFirst() == file;
  }

  /** Whether the oldest file is being inserted. */
  boolean isFirstUnderWay() {
    return !full.isEmpty() && full.getFirst().underWay;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    full.forEach(each -> spare.add(each.insert.file()));
    full.clear();
    spare.add(filling);
    for (LogFile file : spare) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
