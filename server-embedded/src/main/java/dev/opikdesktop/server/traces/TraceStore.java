package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.feedback.Feedback;
import dev.opikdesktop.server.feedback.FeedbackStore;
import dev.opikdesktop.server.feedback.Pending;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Entries;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.query.Blocks;
import dev.opikdesktop.server.query.Blocks.Sized;
import dev.opikdesktop.server.query.Candidates.Found;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.server.query.SearchBody;
import dev.opikdesktop.server.queues.HoldingQueues;
import dev.opikdesktop.server.queues.NamedQueue;
import dev.opikdesktop.server.traces.Trace.SpanTotals;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads traces. A page is read in two rounds of statements side by side: its ids by the sorting
 * key, with the count; then the wide columns of those ids alone, with sums and feedback.
 */
final class TraceStore {
  private static final String IN_PROJECT =
      """
      workspace_id = {workspace:Id} AND project_id = {project:Id}
      """;

  private static final int COST_SCALE = 12;

  /** As the engine orders projects, and the versions of one trace within. */
  private static final Comparator<Trace> NEWEST =
      Comparator.comparing((Trace trace) -> trace.projectId().toString())
          .thenComparing(trace -> trace.audit().lastUpdatedAt());

  /** What spans add up to, for {@link #totals}. */
  private static final String TOTALS =
      """
      count(),
        countIf(type = 3),
        countIf(type = 2) > 0,
        arraySort(groupUniqArrayIf(provider, provider != '')),
        sumMap(usage),
        sum(total_estimated_cost)\
      """;

  private final Analytics analytics;
  private final TraceKeys keys;
  private final FeedbackStore feedback;
  private final HoldingQueues queues;

  TraceStore(Analytics analytics, HoldingQueues queues) {
    this.analytics = analytics;
    this.keys = new TraceKeys(analytics);
    this.feedback = new FeedbackStore(analytics);
    this.queues = queues;
  }

  /** One page, newest id first unless asked otherwise. */
  Page<Trace> page(Caller caller, TracePageQuery query) {
    UUID project = query.selection().projectId();
    Present present = present(caller, project, query.exclude());
    Found<Sized<UUID>> found = keys.page(caller, query);
    Entries<Trace> content =
        blocks(caller, project, found.entries(), present, query.truncate(), query.exclude());
    return new Page<>(found.total().result(), content);
  }

  /** Newest id first. */
  Entries<Trace> search(Caller caller, TraceSelection selection, SearchBody search) {
    UUID project = selection.projectId();
    Present present = present(caller, project, search.exclude());
    List<Sized<UUID>> ids = keys.stream(caller, selection, search);
    return blocks(caller, project, ids, present, search.truncate(), search.exclude());
  }

  /** Whether the project has a trace, of one of the sources if any are named. */
  boolean exists(Caller caller, UUID project, Set<Source> sources, boolean inThread) {
    String sql =
        """
        SELECT toUInt8(1)
        FROM %s
        WHERE %s %s %s
        LIMIT 1
        """
            .formatted(
                sources.isEmpty() && !inThread ? "traces" : "traces FINAL",
                IN_PROJECT,
                sources.isEmpty() ? "" : "AND has({sources:Array(UInt8)}, source)",
                inThread ? "AND thread_id != ''" : "");
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("sources", sources.stream().map(Source::code).toList());
    return !analytics.query(statement, RowBinaryReader::uint8).isEmpty();
  }

  /** What there is in a project at all. */
  private record Present(
      Reading<Set<FeedbackStore.Kind>> feedback, Reading<List<NamedQueue>> queues) {}

  private Present present(Caller caller, UUID project, Set<String> exclude) {
    return new Present(
        feedback.present(caller, Optional.of(project), EntityType.TRACE, exclude),
        queues.present(caller, project, EntityType.TRACE, exclude));
  }

  /** Wide rows by their ids. */
  private Entries<Trace> blocks(
      Caller caller,
      UUID project,
      List<Sized<UUID>> ids,
      Present present,
      boolean truncate,
      Set<String> exclude) {
    return new Blocks<>(
        ids,
        some ->
            read(
                caller,
                project,
                some,
                feedback.of(
                    caller, project, EntityType.TRACE, some, present.feedback.result(), false),
                queues.of(caller, project, EntityType.TRACE, some, present.queues.result()),
                truncate,
                exclude));
  }

  /**
   * The newest row of an id, whichever project it is in. One round: where the row lies comes with
   * it, and what else is shown is found by the id as well.
   */
  Optional<Trace> find(Caller caller, UUID id) {
    Reading<Map<UUID, SpanTotals>> totals = Reading.start(() -> totalsByProject(caller, id));
    Pending said = feedback.byProject(caller, EntityType.TRACE, id);
    Reading<Set<FeedbackStore.Kind>> beside = feedback.presentOfTraces(caller);
    String sql =
        """
        SELECT %s
        FROM traces
        WHERE workspace_id = {workspace:Id} AND id = {id:Id}
        """
            .formatted(columns(false, Set.of()));
    Statement statement = Statement.of(sql).with("workspace", caller.workspaceId()).with("id", id);
    // A trace has a few rows at most: to choose among them here is less than to have them sorted.
    return analytics.query(statement, TraceStore::read).stream()
        .max(NEWEST)
        .map(
            trace -> {
              UUID project = trace.projectId();
              List<NamedQueue> present =
                  queues.present(caller, project, EntityType.TRACE, Set.of()).result();
              Reading<Map<UUID, List<NamedQueue>>> holding =
                  queues.of(caller, project, EntityType.TRACE, List.of(id), present);
              Pending besideOf = feedback.besideTrace(caller, project, id, beside.result());
              Feedback of = said.result();
              Feedback ofSpans = besideOf.result();
              return trace.with(
                  totals.result().getOrDefault(project, SpanTotals.NONE),
                  of.comments(project),
                  of.scores(project),
                  ofSpans.ofSpans(id),
                  ofSpans.guardrails(id),
                  holding.result().getOrDefault(id, List.of()));
            });
  }

  /** The project of a trace. */
  Optional<UUID> project(Caller caller, UUID id) {
    String sql =
        """
        SELECT project_id
        FROM traces
        WHERE workspace_id = {workspace:Id} AND id = {id:Id}
        ORDER BY project_id DESC, last_updated_at DESC
        LIMIT 1
        """;
    Statement statement = Statement.of(sql).with("workspace", caller.workspaceId()).with("id", id);
    return analytics.query(statement, RowBinaryReader::id).stream().findFirst();
  }

  /**
   * The ids that are there, by project: nothing keeps a client from sending one to two. Spans whose
   * trace never came, or came and was deleted before them, count as well.
   */
  Map<UUID, List<UUID>> projects(Caller caller, Collection<UUID> ids) {
    String sql =
        """
        SELECT project_id, id
        FROM traces
        WHERE workspace_id = {workspace:Id} AND id IN {ids:Ids}
        UNION DISTINCT
        SELECT project_id, trace_id
        FROM spans
        WHERE workspace_id = {workspace:Id} AND trace_id IN {ids:Ids}
        """;
    Statement statement =
        Statement.of(sql).with("workspace", caller.workspaceId()).with("ids", ids);
    record Place(UUID project, UUID id) {}
    Map<UUID, List<UUID>> places = new HashMap<>();
    for (Place place : analytics.query(statement, in -> new Place(in.id(), in.id()))) {
      places.computeIfAbsent(place.project, ignored -> new ArrayList<>()).add(place.id);
    }
    return places;
  }

  /** The traces of ids, in the order of the ids. */
  private List<Trace> read(
      Caller caller,
      UUID project,
      List<UUID> ids,
      Pending said,
      Reading<Map<UUID, List<NamedQueue>>> holding,
      boolean truncate,
      Set<String> exclude) {
    Reading<Map<UUID, SpanTotals>> totals = Reading.start(() -> spanTotals(caller, project, ids));
    String sql =
        """
        SELECT %s
        FROM traces
        WHERE %s AND id IN {ids:Ids}
        ORDER BY id, last_updated_at DESC
        LIMIT 1 BY id
        """
            .formatted(columns(truncate, exclude), IN_PROJECT);
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("ids", ids);
    List<Trace> traces = analytics.query(statement, TraceStore::read);
    Feedback feedbackOf = said.result();
    Map<UUID, SpanTotals> totalsOf = totals.result();
    Map<UUID, List<NamedQueue>> queuesOf = holding.result();
    Map<UUID, Trace> byId = HashMap.newHashMap(traces.size());
    traces.forEach(trace -> byId.put(trace.id(), trace));
    List<Trace> inOrder = new ArrayList<>(traces.size());
    for (UUID id : ids) {
      Trace trace = byId.get(id);
      if (trace != null) {
        inOrder.add(
            trace.with(
                totalsOf.getOrDefault(id, SpanTotals.NONE),
                feedbackOf.comments(id),
                feedbackOf.scores(id),
                feedbackOf.ofSpans(id),
                feedbackOf.guardrails(id),
                queuesOf.getOrDefault(id, List.of())));
      }
    }
    return inOrder;
  }

  /** The columns that {@link #read(RowBinaryReader)} reads. */
  static String columns(boolean truncate, Set<String> exclude) {
    return """
    id, project_id, name, start_time, end_time, %s, %s, %s, tags, error_info, thread_id,
      ttft, source, environment, visibility_mode,
      created_at, created_by, last_updated_at, last_updated_by\
    """
        .formatted(
            PayloadColumns.payload("input", truncate, exclude),
            PayloadColumns.payload("output", truncate, exclude),
            PayloadColumns.metadata(truncate, exclude));
  }

  /** One row, without what is told of it elsewhere. */
  static Trace read(RowBinaryReader in) throws IOException {
    return new Trace(
        in.id(),
        in.id(),
        in.string(),
        in.instant9(),
        in.nullableInstant9(),
        PayloadColumns.read(in),
        PayloadColumns.read(in),
        StoredPayload.read(in),
        in.list(RowBinaryReader::string),
        ErrorInfo.ofStored(in.string()),
        in.string(),
        in.nullableFloat64(),
        Source.ofCode(in.uint8()),
        in.string(),
        in.bool(),
        StoredAudit.read(in),
        SpanTotals.NONE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** By trace. */
  private Map<UUID, SpanTotals> spanTotals(Caller caller, UUID project, Collection<UUID> traces) {
    String sql =
        """
        SELECT trace_id, %s
        FROM spans FINAL
        WHERE %s AND trace_id IN {ids:Ids}
        GROUP BY trace_id
        """
            .formatted(TOTALS, IN_PROJECT);
    return totals(
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("ids", traces));
  }

  /** Of one trace: an id may have spans in several projects. */
  private Map<UUID, SpanTotals> totalsByProject(Caller caller, UUID trace) {
    String sql =
        """
        SELECT project_id, %s
        FROM spans FINAL
        WHERE workspace_id = {workspace:Id} AND trace_id = {trace:Id}
        GROUP BY project_id
        """
            .formatted(TOTALS);
    return totals(Statement.of(sql).with("workspace", caller.workspaceId()).with("trace", trace));
  }

  private Map<UUID, SpanTotals> totals(Statement statement) {
    Map<UUID, SpanTotals> totals = new HashMap<>();
    analytics.stream(
        statement,
        in ->
            totals.put(
                in.id(),
                new SpanTotals(
                    in.int64(),
                    in.int64(),
                    in.bool(),
                    in.list(RowBinaryReader::string),
                    in.map(RowBinaryReader::string, RowBinaryReader::int64),
                    in.decimal128(COST_SCALE))),
        ignored -> true);
    return totals;
  }
}
