package dev.opikdesktop.server.ingest;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.observation.Observation;
import java.util.List;

/**
 * Shares inserts among the writers of one table, see {@link SharedCalls}, unless the store does so
 * itself.
 */
public final class GroupCommit {
  /** A group ends at this many bytes, so that memory and the time of one insert stay bounded. */
  private static final long GROUP_BYTES = 48L << 20;

  private final Analytics analytics;
  private final String table;
  private final List<String> columns;
  private final SharedCalls<RowBinaryWriter> inserts =
      new SharedCalls<>(GROUP_BYTES, RowBinaryWriter::size, this::insert);

  public GroupCommit(Analytics analytics, String table, List<String> columns) {
    this.analytics = analytics;
    this.table = table;
    this.columns = List.copyOf(columns);
  }

  /**
   * Makes the rows durable and visible, together with those of whoever else is writing.
   *
   * @param rows whole rows in the order of this table's columns; must not change until this returns
   * @throws StorageException if they were not written
   */
  public void commit(RowBinaryWriter rows) {
    if (rows.size() == 0) {
      return;
    }
    Observation.current().whole("commit " + table, () -> together(rows));
    analytics.insertCounts().add(table, rows);
  }

  private void together(RowBinaryWriter rows) {
    if (analytics.groupsInserts()) {
      write(List.of(rows));
    } else {
      inserts.join(rows);
    }
  }

  private void insert(List<RowBinaryWriter> group) {
    write(group);
    analytics.insertCounts().addGroup(table, group.size());
  }

  private void write(List<RowBinaryWriter> group) {
    analytics.insert(
        table,
        columns,
        out -> {
          for (RowBinaryWriter rows : group) {
            out.append(rows);
          }
        });
  }
}
