package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.comments.Comment;
import dev.opikdesktop.server.comments.CommentStore;
import dev.opikdesktop.server.costs.CostCalculator;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Entries;
import dev.opikdesktop.server.query.Blocks;
import dev.opikdesktop.server.query.Blocks.Sized;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.SearchBody;
import dev.opikdesktop.server.scores.FeedbackScore;
import dev.opikdesktop.server.scores.ScoreStore;
import dev.opikdesktop.server.traces.ErrorInfo;
import dev.opikdesktop.server.traces.PayloadColumns;
import dev.opikdesktop.server.traces.Source;
import dev.opikdesktop.server.traces.StoredAudit;
import dev.opikdesktop.server.traces.StoredPayload;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads spans. A page is read in two steps: the keys of its rows by the sorting key, then the wide
 * columns of those alone.
 */
final class SpanStore {
  private static final String IN_PROJECT =
      """
      workspace_id = {workspace:Id} AND project_id = {project:Id}
      """;

  private final Analytics analytics;
  private final CommentStore comments;
  private final ScoreStore scores;

  SpanStore(Analytics analytics) {
    this.analytics = analytics;
    this.comments = new CommentStore(analytics);
    this.scores = new ScoreStore(analytics);
  }

  /** Where a row lies in the table. */
  private record Key(UUID traceId, UUID id) {}

  private record Place(UUID projectId, Key key) {}

  /** How many spans match. */
  long count(Caller caller, SpanPageQuery query) {
    Statement statement =
        query
            .selection()
            .statement(
                caller,
                """
                SELECT uniqExact(id)
                FROM %s
                WHERE %s
                """);
    return analytics.query(statement, RowBinaryReader::int64).getFirst();
  }

  /** One page: by trace, parent and id, all descending, unless asked otherwise. */
  Entries<Span> page(Caller caller, SpanPageQuery query) {
    Set<Reads> reads =
        query.sorting().map(sorting -> Set.of(sorting.field().reads())).orElse(Set.of());
    String order =
        query.sorting().map(sorting -> sorting.sql() + ", ").orElse("")
            + "trace_id DESC, parent_span_id DESC, id DESC";
    Statement statement =
        query
            .selection()
            .statement(
                caller,
                reads,
                """
                SELECT trace_id, id, %s
                FROM %%s
                WHERE %%s
                ORDER BY %s, last_updated_at DESC
                LIMIT 1 BY id
                LIMIT {offset:UInt64}, {limit:UInt64}
                """
                    .formatted(PayloadColumns.size(query.truncate(), query.exclude()), order))
            .with("offset", query.page().offset())
            .with("limit", query.page().size());
    if (query.sorting().isPresent()) {
      statement = statement.with("sort_key", query.sorting().get().key());
    }
    return blocks(
        caller, query.selection().projectId(), statement, query.truncate(), query.exclude());
  }

  /** Newest id first, whatever the trace. */
  Entries<Span> search(Caller caller, SpanSelection selection, SearchBody search) {
    Statement statement =
        selection
            .statement(
                caller,
                """
                SELECT trace_id, id, %s
                FROM %%s
                WHERE %s %%s
                ORDER BY id DESC, last_updated_at DESC
                LIMIT 1 BY id
                LIMIT {limit:UInt64}
                """
                    .formatted(
                        PayloadColumns.size(search.truncate(), search.exclude()),
                        search.lastRetrievedId().isPresent() ? "id < {last:Id} AND" : ""))
            .with("limit", search.limit());
    if (search.lastRetrievedId().isPresent()) {
      statement = statement.with("last", search.lastRetrievedId().get());
    }
    return blocks(caller, selection.projectId(), statement, search.truncate(), search.exclude());
  }

  /** Whether the project has a span, of one of the sources if any are named. */
  boolean exists(Caller caller, UUID project, Set<Source> sources) {
    String sql =
        """
        SELECT toUInt8(1)
        FROM %s
        WHERE %s %s
        LIMIT 1
        """
            .formatted(
                sources.isEmpty() ? "spans" : "spans FINAL",
                IN_PROJECT,
                sources.isEmpty() ? "" : "AND has({sources:Array(UInt8)}, source)");
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("sources", sources.stream().map(Source::code).toList());
    return !analytics.query(statement, RowBinaryReader::uint8).isEmpty();
  }

  /**
   * Wide rows by their keys.
   *
   * @param keys a statement of trace ids, ids and sizes
   */
  private Entries<Span> blocks(
      Caller caller, UUID project, Statement keys, boolean truncate, Set<String> exclude) {
    return new Blocks<>(
        analytics.query(keys, in -> new Sized<>(new Key(in.id(), in.id()), in.int64())),
        some -> read(caller, project, some, truncate, exclude));
  }

  /** The newest row of an id, whichever project it is in. */
  Optional<Span> find(Caller caller, UUID id) {
    return place(caller, id)
        .flatMap(
            place ->
                read(caller, place.projectId, List.of(place.key), false, Set.of()).stream()
                    .findFirst());
  }

  /** The project of a span. */
  Optional<UUID> project(Caller caller, UUID id) {
    return place(caller, id).map(Place::projectId);
  }

  private Optional<Place> place(Caller caller, UUID id) {
    String sql =
        """
        SELECT project_id, trace_id
        FROM spans
        WHERE workspace_id = {workspace:Id} AND id = {id:Id}
        ORDER BY last_updated_at DESC
        LIMIT 1
        """;
    Statement statement = Statement.of(sql).with("workspace", caller.workspaceId()).with("id", id);
    return analytics.query(statement, in -> new Place(in.id(), new Key(in.id(), id))).stream()
        .findFirst();
  }

  private List<Span> read(
      Caller caller, UUID project, List<Key> keys, boolean truncate, Set<String> exclude) {
    String sql =
        """
        SELECT id, project_id, trace_id, parent_span_id, name, type, start_time, end_time,
          %s, %s, %s, model, provider, tags, usage, error_info,
          total_estimated_cost, total_estimated_cost_version, ttft, source, environment,
          created_at, created_by, last_updated_at, last_updated_by
        FROM spans
        WHERE %s
          AND trace_id IN {traces:Ids}
          AND id IN {ids:Ids}
        ORDER BY id, last_updated_at DESC
        LIMIT 1 BY id
        """
            .formatted(
                PayloadColumns.payload("input", truncate, exclude),
                PayloadColumns.payload("output", truncate, exclude),
                PayloadColumns.metadata(truncate, exclude),
                IN_PROJECT);
    List<UUID> ids = keys.stream().map(Key::id).toList();
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("traces", keys.stream().map(Key::traceId).distinct().toList())
            .with("ids", ids);
    Map<UUID, List<Comment>> said =
        exclude.contains("comments")
            ? Map.of()
            : comments.of(caller, project, EntityType.SPAN, ids);
    Map<UUID, List<FeedbackScore>> given =
        exclude.contains("feedback_scores")
            ? Map.of()
            : scores.of(caller, project, EntityType.SPAN, ids);
    Map<UUID, Span> byId = HashMap.newHashMap(keys.size());
    analytics.stream(
        statement,
        in -> read(in, said, given),
        span -> {
          byId.put(span.id(), span);
          return true;
        });
    List<Span> inOrder = new ArrayList<>(keys.size());
    for (Key key : keys) {
      Span span = byId.get(key.id());
      if (span != null) {
        inOrder.add(span);
      }
    }
    return inOrder;
  }

  private static Span read(
      RowBinaryReader in, Map<UUID, List<Comment>> said, Map<UUID, List<FeedbackScore>> given)
      throws IOException {
    UUID id = in.id();
    return new Span(
        id,
        in.id(),
        in.id(),
        SpanRows.parent(in.id()),
        in.string(),
        SpanType.ofCode(in.uint8()),
        in.instant9(),
        in.nullableInstant9(),
        PayloadColumns.read(in),
        PayloadColumns.read(in),
        StoredPayload.read(in),
        in.string(),
        in.string(),
        in.list(RowBinaryReader::string),
        in.map(RowBinaryReader::string, RowBinaryReader::int32),
        ErrorInfo.ofStored(in.string()),
        in.decimal128(SpanRows.COST_SCALE),
        in.string().equals(CostCalculator.VERSION),
        in.nullableFloat64(),
        Source.ofCode(in.uint8()),
        in.string(),
        StoredAudit.read(in),
        said.getOrDefault(id, List.of()),
        given.getOrDefault(id, List.of()));
  }
}
