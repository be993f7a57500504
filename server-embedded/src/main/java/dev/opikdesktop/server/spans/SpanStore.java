package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.costs.CostCalculator;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.feedback.Feedback;
import dev.opikdesktop.server.feedback.FeedbackStore;
import dev.opikdesktop.server.feedback.Pending;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Entries;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.query.Blocks;
import dev.opikdesktop.server.query.Blocks.Sized;
import dev.opikdesktop.server.query.Candidates.Found;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.server.query.SearchBody;
import dev.opikdesktop.server.spans.SpanKeys.Key;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads spans. A page is read in two rounds of statements side by side: the keys of its rows, with
 * the count; then the wide columns of those alone, with feedback.
 */
final class SpanStore {
  private static final String IN_PROJECT =
      """
      workspace_id = {workspace:Id} AND project_id = {project:Id}
      """;

  private static final String NEWEST_OF_IDS =
      """
      AND id IN {ids:Ids}
      ORDER BY trace_id, id, last_updated_at DESC
      LIMIT 1 BY trace_id, id
      """;

  private final Analytics analytics;
  private final SpanKeys keys;
  private final FeedbackStore feedback;

  SpanStore(Analytics analytics) {
    this.analytics = analytics;
    this.keys = new SpanKeys(analytics);
    this.feedback = new FeedbackStore(analytics);
  }

  private record Place(UUID projectId, Key key) {}

  /** One page: by trace, parent and id, all descending, unless asked otherwise. */
  Page<Span> page(Caller caller, SpanPageQuery query) {
    UUID project = query.selection().projectId();
    Reading<Set<FeedbackStore.Kind>> present = present(caller, project, query.exclude());
    Found<Sized<SpanKeys.Key>> found = keys.page(caller, query);
    int size = found.entries().size();
    boolean areAll = query.page().offset() == 0 && size < query.page().size();
    boolean areTrace = areAll && query.selection().wholeTrace().isPresent();
    Entries<Span> content =
        new Blocks<>(
            found.entries(),
            some ->
                read(
                    caller,
                    project,
                    some,
                    areTrace && some.size() == size,
                    present.result(),
                    query.truncate(),
                    query.exclude()));
    return new Page<>(found.total().result(), content);
  }

  /** Newest id first, whatever the trace. */
  Entries<Span> search(Caller caller, SpanSelection selection, SearchBody search) {
    UUID project = selection.projectId();
    Reading<Set<FeedbackStore.Kind>> present = present(caller, project, search.exclude());
    // Within one trace the order of ids is that of the key.
    boolean areRuns = selection.wholeTrace().isPresent();
    return new Blocks<>(
        keys.stream(caller, selection, search),
        some ->
            read(
                caller,
                project,
                some,
                areRuns,
                present.result(),
                search.truncate(),
                search.exclude()));
  }

  private Reading<Set<FeedbackStore.Kind>> present(
      Caller caller, UUID project, Set<String> exclude) {
    return feedback.present(caller, Optional.of(project), EntityType.SPAN, exclude);
  }

  /** The rows of keys, in their order, without feedback. */
  List<Span> rows(Caller caller, UUID project, List<Key> keys) {
    return read(caller, project, keys, false, Set.of(), false, Set.of());
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

  /** The newest row of an id, whichever project it is in. */
  Optional<Span> find(Caller caller, UUID id) {
    Reading<Set<FeedbackStore.Kind>> present =
        feedback.present(caller, Optional.empty(), EntityType.SPAN, Set.of());
    return place(caller, id)
        .flatMap(
            place ->
                read(
                        caller,
                        place.projectId,
                        List.of(place.key),
                        false,
                        present.result(),
                        false,
                        Set.of())
                    .stream()
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

  /**
   * Wide rows by their keys.
   *
   * @param areRun whether these are all spans of one trace from one id to another, which is a range
   *     of the table's key and needs no list of ids
   */
  private List<Span> read(
      Caller caller,
      UUID project,
      List<Key> keys,
      boolean areRun,
      Set<FeedbackStore.Kind> present,
      boolean truncate,
      Set<String> exclude) {
    List<UUID> ids = keys.stream().map(Key::id).toList();
    List<UUID> traces = keys.stream().map(Key::traceId).distinct().toList();
    Pending said = feedback.of(caller, project, EntityType.SPAN, ids, present, true);
    String sql =
        """
        SELECT id, project_id, trace_id, parent_span_id, name, type, start_time, end_time,
          %s, %s, %s, model, provider, tags, usage, error_info,
          total_estimated_cost, total_estimated_cost_version, ttft, source, environment,
          created_at, created_by, last_updated_at, last_updated_by
        FROM spans %s
        WHERE %s AND %s
        %s
        """
            .formatted(
                PayloadColumns.payload("input", truncate, exclude),
                PayloadColumns.payload("output", truncate, exclude),
                PayloadColumns.metadata(truncate, exclude),
                areRun ? "FINAL" : "",
                IN_PROJECT,
                traces.size() == 1 ? "trace_id = {trace:Id}" : "trace_id IN {traces:Ids}",
                areRun ? "AND id >= {first:Id} AND id <= {last:Id}" : NEWEST_OF_IDS);
    Statement bound =
        Statement.of(sql).with("workspace", caller.workspaceId()).with("project", project);
    bound =
        traces.size() == 1 ? bound.with("trace", traces.getFirst()) : bound.with("traces", traces);
    Statement statement =
        areRun
            ? bound
                .with("first", Collections.min(ids, TimeOrderedIds.AS_STORED))
                .with("last", Collections.max(ids, TimeOrderedIds.AS_STORED))
            : bound.with("ids", ids);
    Map<Key, Span> byKey = HashMap.newHashMap(keys.size());
    analytics.stream(
        statement,
        SpanStore::read,
        span -> {
          byKey.put(new Key(span.traceId(), span.id()), span);
          return true;
        });
    Feedback feedbackOf = said.result();
    List<Span> inOrder = new ArrayList<>(keys.size());
    for (Key key : keys) {
      Span span = byKey.get(key);
      if (span != null) {
        inOrder.add(span.with(feedbackOf.comments(key.id()), feedbackOf.scores(key.id())));
      }
    }
    return inOrder;
  }

  private static Span read(RowBinaryReader in) throws IOException {
    return new Span(
        in.id(),
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
        List.of(),
        List.of());
  }
}
