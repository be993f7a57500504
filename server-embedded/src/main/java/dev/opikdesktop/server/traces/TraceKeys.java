package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.query.Blocks.Sized;
import dev.opikdesktop.server.query.Candidates;
import dev.opikdesktop.server.query.Candidates.Found;
import dev.opikdesktop.server.query.Cursor;
import dev.opikdesktop.server.query.Pictures;
import dev.opikdesktop.server.query.SearchBody;
import dev.opikdesktop.server.query.Sorting;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the ids of the traces that a page or a stream shows, and how much there is to each. */
final class TraceKeys {
  private final Analytics analytics;
  private final Pictures pictures;

  TraceKeys(Analytics analytics) {
    this.analytics = analytics;
    this.pictures = new Pictures(analytics, TraceRows.TABLE);
  }

  /** One page, newest id first unless asked otherwise. */
  Found<Sized<UUID>> page(Caller caller, TracePageQuery query) {
    TraceSelection asked = query.selection();
    if (query.sorting().isPresent()) {
      // What it is sorted by may be joined, and the engine asks no index after a join.
      return page(caller, asked, query);
    }
    return pictures.find(
        caller,
        asked.projectId(),
        asked.condition(),
        condition -> page(caller, asked.with(condition), query));
  }

  private Found<Sized<UUID>> page(Caller caller, TraceSelection selection, TracePageQuery query) {
    String size = PayloadColumns.size(query.truncate(), query.exclude());
    PageRequest page = query.page();
    Optional<Candidates<UUID>> candidates =
        query.sorting().isPresent()
            ? Optional.empty()
            : candidates(caller, selection, Cursor.NONE, page.offset() + page.size());
    return Candidates.page(
        candidates,
        page,
        new Candidates.Search<>(
            some -> among(some, caller, selection, size),
            () -> sorted(caller, selection, query, size),
            () -> count(caller, selection),
            true));
  }

  private long count(Caller caller, TraceSelection selection) {
    Statement statement =
        selection.statement(
            caller,
            """
            SELECT count()
            FROM %s
            WHERE %s
            """);
    return analytics.query(statement, RowBinaryReader::int64).getFirst();
  }

  private List<Sized<UUID>> sorted(
      Caller caller, TraceSelection selection, TracePageQuery query, String size) {
    String order = Sorting.order(query.sorting(), "id DESC");
    Statement statement =
        selection
            .statement(
                caller,
                Sorting.reads(query.sorting()),
                """
                SELECT id, %s
                FROM %%s
                WHERE %%s
                ORDER BY %s
                LIMIT {offset:UInt64}, {limit:UInt64}
                """
                    .formatted(size, order))
            .with("offset", query.page().offset())
            .with("limit", query.page().size());
    return analytics.query(Sorting.bound(query.sorting(), statement), TraceKeys::sized);
  }

  /** A stream, newest id first. */
  List<Sized<UUID>> stream(Caller caller, TraceSelection asked, SearchBody search) {
    return pictures.find(
        caller,
        asked.projectId(),
        asked.condition(),
        condition -> stream(caller, search, asked.with(condition)));
  }

  private List<Sized<UUID>> stream(Caller caller, SearchBody search, TraceSelection selection) {
    Cursor cursor = search.cursor();
    String size = PayloadColumns.size(search.truncate(), search.exclude());
    Optional<Candidates<UUID>> candidates = candidates(caller, selection, cursor, search.limit());
    return candidates
        .map(some -> among(some, caller, selection, size))
        .filter(found -> candidates.get().all() || found.size() >= search.limit())
        .map(found -> found.stream().limit(search.limit()).toList())
        .orElseGet(() -> newest(caller, selection, cursor, size, search.limit()));
  }

  private List<Sized<UUID>> newest(
      Caller caller, TraceSelection selection, Cursor cursor, String size, int limit) {
    Statement statement =
        selection
            .statement(
                caller,
                """
                SELECT id, %s
                FROM %%s
                WHERE %%s %s
                ORDER BY id DESC
                LIMIT {limit:UInt64}
                """
                    .formatted(size, cursor.sql()))
            .with("limit", limit);
    return analytics.query(cursor.boundTo(statement), TraceKeys::sized);
  }

  private Optional<Candidates<UUID>> candidates(
      Caller caller, TraceSelection selection, Cursor cursor, long wanted) {
    TraceSelection wider = selection.with(selection.condition().narrowing());
    return Candidates.of(
        selection.condition(),
        wanted,
        most -> {
          Statement statement =
              wider
                  .statement(
                      caller,
                      """
                      SELECT id
                      FROM traces
                      WHERE %%2$s %s
                      ORDER BY workspace_id DESC, project_id DESC, id DESC
                      LIMIT {limit:UInt64}
                      """
                          .formatted(cursor.sql()))
                  .with("limit", most);
          return analytics.query(cursor.boundTo(statement), RowBinaryReader::id);
        });
  }

  /** Those of the candidates that are wanted, newest id first. */
  private List<Sized<UUID>> among(
      Candidates<UUID> candidates, Caller caller, TraceSelection selection, String size) {
    if (candidates.keys().isEmpty()) {
      return List.of();
    }
    Statement statement =
        selection
            .statement(
                caller,
                """
                SELECT id, %s
                FROM %%s
                WHERE id IN {candidates:Ids} AND %%s
                ORDER BY id DESC
                """
                    .formatted(size))
            .with("candidates", candidates.keys());
    return analytics.query(statement, TraceKeys::sized);
  }

  private static Sized<UUID> sized(RowBinaryReader in) throws IOException {
    return new Sized<>(in.id(), in.int64());
  }
}
