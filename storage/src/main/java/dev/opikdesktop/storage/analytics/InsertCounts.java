package dev.opikdesktop.storage.analytics;

import dev.opikdesktop.storage.measures.Histogram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What was inserted since the store was opened, by table. Safe for any number of threads. */
public final class InsertCounts {
  private static final double[] GROUP_SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

  private final Map<String, OfTable> tables = new ConcurrentHashMap<>();

  /** Counts what callers put into one table. */
  public static final class OfTable {
    private final LongAdder inserts = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Histogram groups = new Histogram(GROUP_SIZES);

    private OfTable() {}

    /** Acknowledged calls. */
    public long inserts() {
      return inserts.sum();
    }

    /** Their rows, where the writer counts them: traces and spans. */
    public long rows() {
      return rows.sum();
    }

    /** Their bytes as RowBinary. */
    public long bytes() {
      return bytes.sum();
    }

    /** How many calls became one insert into the store, for those that waited for others. */
    public Histogram groups() {
      return groups;
    }
  }

  /** Counts an acknowledged call. */
  public void add(String table, RowBinaryWriter rows) {
    OfTable counts = of(table);
    counts.inserts.increment();
    counts.rows.add(rows.rowCount());
    counts.bytes.add(rows.size());
  }

  /** Counts an insert into the store that was for so many calls. */
  public void addGroup(String table, long calls) {
    of(table).groups.add(calls);
  }

  public Map<String, OfTable> tables() {
    return Map.copyOf(tables);
  }

  private OfTable of(String table) {
    return tables.computeIfAbsent(table, unused -> new OfTable());
  }
}
