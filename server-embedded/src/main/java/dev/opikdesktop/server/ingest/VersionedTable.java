package dev.opikdesktop.server.ingest;

import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The questions that {@link Upserts} asks of any table of versioned rows.
 *
 * @param name of the table
 * @param columns in the order in which rows are written and read
 * @param reader reads one row's columns
 */
public record VersionedTable<R>(String name, List<String> columns, RowReader<R> reader) {
  /** See {@link Upserts.Rows#load}. */
  public List<R> load(Analytics analytics, Collection<UUID> ids, boolean settled) {
    String sql =
        """
        SELECT %s
        FROM %s
        WHERE id IN {ids:Ids}
        ORDER BY id, project_id, last_updated_at DESC
        LIMIT 1 BY id, project_id
        """
            .formatted(String.join(", ", columns), name);
    Statement statement = Statement.of(sql).with("ids", ids);
    return settled ? analytics.querySettled(statement, reader) : analytics.query(statement, reader);
  }

  /** See {@link Upserts.Rows#greatestId}. */
  public Optional<UUID> greatestId(Analytics analytics, UUID least) {
    String sql =
        """
        SELECT max(id)
        FROM %s
        WHERE id >= {least:Id}
        HAVING count() > 0
        """
            .formatted(name);
    return analytics.query(Statement.of(sql).with("least", least), RowBinaryReader::id).stream()
        .findFirst();
  }

  /** See {@link Upserts.Rows#forEachPatched}. */
  public void forEachPatched(Analytics analytics, Instant since, Upserts.PatchedRow each) {
    String sql =
        """
        SELECT id, max(create_version) = toDateTime64(0, 6, 'UTC')
        FROM %s
        WHERE notEmpty(patched)
        GROUP BY id
        HAVING max(last_updated_at) >= {since:DateTime64(9, 'UTC')}
            OR max(create_version) = toDateTime64(0, 6, 'UTC')
        """
            .formatted(name);
    analytics.stream(
        Statement.of(sql).with("since", since),
        row -> {
          each.accept(row.id(), row.bool());
          return true;
        },
        ignored -> true);
  }
}
