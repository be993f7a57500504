package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.query.Blocks.Sized;
import dev.opikdesktop.server.query.Candidates;
import dev.opikdesktop.server.query.Candidates.Found;
import dev.opikdesktop.server.query.Cursor;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.Pictures;
import dev.opikdesktop.server.query.SearchBody;
import dev.opikdesktop.server.query.Sorting;
import dev.opikdesktop.server.traces.PayloadColumns;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds the keys of the spans that a page or a stream shows, and how much there is to each. */
final class SpanKeys {
  /**
   * Without this condition the spans of all traces are sorted, since the parent, by which those of
   * one trace are ordered, is not in the key. Along the key the engine stops reading early, but not
   * to the page's end without regard to versions: so it reads a few rows a span, and where those
   * are not enough, the condition is always true.
   */
  private static final String NEWEST_TRACES =
      """
      trace_id >= (
        SELECT if(uniqExact(trace_id, id) >= {before_next:UInt64}, min(trace_id),
          toFixedString('', 16))
        FROM (
          SELECT trace_id, id
          FROM spans
          WHERE %2$s
          ORDER BY workspace_id DESC, project_id DESC, trace_id DESC, id DESC
          LIMIT {before_next_with_versions:UInt64}
        )
      ) AND
      """;

  /** Rows of a span that are not merged yet are hardly more. */
  private static final int VERSIONS = 4;

  private final Analytics analytics;
  private final Pictures pictures;

  SpanKeys(Analytics analytics) {
    this.analytics = analytics;
    this.pictures = new Pictures(analytics, SpanRows.TABLE);
  }

  /** Where a row lies in the table. */
  record Key(UUID traceId, UUID id) {}

  /** One page: by trace, parent and id, all descending, unless asked otherwise. */
  Found<Sized<Key>> page(Caller caller, SpanPageQuery query) {
    SpanSelection asked = query.selection();
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

  private Found<Sized<Key>> page(Caller caller, SpanSelection selection, SpanPageQuery query) {
    String size = PayloadColumns.size(query.truncate(), query.exclude());
    PageRequest page = query.page();
    Optional<Candidates<Key>> candidates =
        query.sorting().isPresent()
            ? Optional.empty()
            : candidates(caller, selection, Cursor.NONE, page.offset() + page.size());
    return Candidates.page(
        candidates,
        page,
        new Candidates.Search<>(
            some -> inTraces(some, caller, selection, size),
            () -> sorted(caller, selection, query, size),
            () -> count(caller, selection),
            // Of one trace a page mostly holds all, and its end says how many they are.
            selection.traceId().isEmpty()));
  }

  private long count(Caller caller, SpanSelection selection) {
    Statement statement =
        selection.statement(
            caller,
            EnumSet.of(Reads.ROW),
            """
            SELECT count()
            FROM %s
            WHERE %s
            """);
    return analytics.query(statement, RowBinaryReader::int64).getFirst();
  }

  private List<Sized<Key>> sorted(
      Caller caller, SpanSelection selection, SpanPageQuery query, String size) {
    Set<Reads> reads = EnumSet.of(Reads.ROW);
    reads.addAll(Sorting.reads(query.sorting()));
    String order = Sorting.order(query.sorting(), "trace_id DESC, parent_span_id DESC, id DESC");
    boolean byKey = query.sorting().isEmpty() && selection.isWhole();
    PageRequest page = query.page();
    Statement statement =
        selection
            .statement(
                caller,
                reads,
                """
                SELECT trace_id, id, %s
                FROM %%1$s
                WHERE %s %%2$s
                ORDER BY %s
                LIMIT {offset:UInt64}, {limit:UInt64}
                """
                    .formatted(size, byKey ? NEWEST_TRACES : "", order))
            .with("offset", page.offset())
            .with("limit", page.size())
            .with("before_next", page.offset() + page.size())
            .with("before_next_with_versions", VERSIONS * (page.offset() + page.size()));
    return analytics.query(Sorting.bound(query.sorting(), statement), SpanKeys::sized);
  }

  /** A stream, newest id first, whatever the trace. */
  List<Sized<Key>> stream(Caller caller, SpanSelection asked, SearchBody search) {
    return pictures.find(
        caller,
        asked.projectId(),
        asked.condition(),
        condition -> stream(caller, search, asked.with(condition)));
  }

  private List<Sized<Key>> stream(Caller caller, SearchBody search, SpanSelection selection) {
    Cursor cursor = search.cursor();
    String size = PayloadColumns.size(search.truncate(), search.exclude());
    Optional<Candidates<Key>> candidates = candidates(caller, selection, cursor, search.limit());
    if (candidates.isPresent()) {
      Candidates<Key> some = candidates.get();
      List<UUID> traces = traces(some);
      if (traces.isEmpty()) {
        return List.of();
      }
      String among = some.all() ? "trace_id IN {traces:Ids}" : "id >= {oldest:Id}";
      Statement statement = newest(caller, selection, cursor, size, search.limit(), among);
      statement =
          some.all()
              ? statement.with("traces", traces)
              // Ids are in the order of time: about as many spans are newer than that trace.
              : statement.with("oldest", traces.getLast());
      List<Sized<Key>> found = analytics.query(statement, SpanKeys::sized);
      if (some.all() || found.size() >= search.limit()) {
        return found;
      }
    }
    return analytics.query(
        newest(caller, selection, cursor, size, search.limit(), "1 = 1"), SpanKeys::sized);
  }

  private static Statement newest(
      Caller caller, SpanSelection selection, Cursor cursor, String size, int limit, String among) {
    Statement statement =
        selection
            .statement(
                caller,
                EnumSet.of(Reads.ROW),
                """
                SELECT trace_id, id, %s
                FROM %%s
                WHERE %s AND %%s %s
                ORDER BY id DESC, trace_id DESC
                LIMIT {limit:UInt64}
                """
                    .formatted(size, among, cursor.sql()))
            .with("limit", limit);
    return cursor.boundTo(statement);
  }

  private Optional<Candidates<Key>> candidates(
      Caller caller, SpanSelection selection, Cursor cursor, long wanted) {
    SpanSelection wider = selection.with(selection.condition().narrowing());
    return Candidates.of(
        selection.condition(),
        wanted,
        most -> {
          Statement statement =
              wider
                  .statement(
                      caller,
                      Set.of(),
                      """
                      SELECT trace_id, id
                      FROM spans
                      WHERE %%2$s %s
                      ORDER BY workspace_id DESC, project_id DESC, trace_id DESC, id DESC
                      LIMIT {limit:UInt64}
                      """
                          .formatted(cursor.sql()))
                  .with("limit", most);
          return analytics.query(cursor.boundTo(statement), in -> new Key(in.id(), in.id()));
        });
  }

  /** Those that are wanted in the traces of the candidates: a parent may be a newer row's. */
  private List<Sized<Key>> inTraces(
      Candidates<Key> candidates, Caller caller, SpanSelection selection, String size) {
    List<UUID> traces = traces(candidates);
    if (traces.isEmpty()) {
      return List.of();
    }
    Statement statement =
        selection
            .statement(
                caller,
                EnumSet.of(Reads.ROW),
                """
                SELECT trace_id, id, %s
                FROM %%s
                WHERE trace_id IN {traces:Ids} AND %%s
                ORDER BY trace_id DESC, parent_span_id DESC, id DESC
                """
                    .formatted(size))
            .with("traces", traces);
    return analytics.query(statement, SpanKeys::sized);
  }

  /** Newest first. */
  private static List<UUID> traces(Candidates<Key> candidates) {
    return candidates.keys().stream().map(Key::traceId).distinct().toList();
  }

  private static Sized<Key> sized(RowBinaryReader in) throws IOException {
    return new Sized<>(new Key(in.id(), in.id()), in.int64());
  }
}
