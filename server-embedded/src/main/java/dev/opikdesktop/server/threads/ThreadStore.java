package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.comments.Comment;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.feedback.Feedback;
import dev.opikdesktop.server.feedback.FeedbackStore;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.query.Cursor;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.server.query.Sorting;
import dev.opikdesktop.server.queues.HoldingQueues;
import dev.opikdesktop.server.queues.NamedQueue;
import dev.opikdesktop.server.scores.FeedbackScore;
import dev.opikdesktop.server.threads.TraceThread.Message;
import dev.opikdesktop.server.threads.TraceThread.SpanSums;
import dev.opikdesktop.server.traces.PayloadColumns;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads threads. A page is read in three rounds of statements side by side: which threads it has,
 * by sums over narrow columns; then what their traces and spans come to, and their rows; then
 * messages and feedback.
 */
final class ThreadStore {
  private static final int COST_SCALE = 12;

  private final Analytics analytics;
  private final ThreadTable table;
  private final FeedbackStore feedback;
  private final HoldingQueues queues;

  ThreadStore(Analytics analytics, ThreadTable table, HoldingQueues queues) {
    this.analytics = analytics;
    this.table = table;
    this.feedback = new FeedbackStore(analytics);
    this.queues = queues;
  }

  /** How many threads match. */
  long count(Caller caller, ThreadSelection query) {
    Statement statement =
        query.ofWhole(
            caller,
            Set.of(),
            """
            SELECT count()
            FROM %s
            WHERE %s
            """);
    return analytics.query(statement, RowBinaryReader::int64).getFirst();
  }

  /** One page, what was changed last first unless asked otherwise. */
  List<TraceThread> page(Caller caller, ThreadPageQuery query) {
    String order =
        Sorting.order(query.sorting(), ThreadSql.UPDATED + " DESC, started, thread_id DESC");
    Statement statement =
        query
            .threads()
            .ofWhole(
                caller,
                Sorting.reads(query.sorting()),
                """
                SELECT thread_id
                FROM %%s
                WHERE %%s
                ORDER BY %s
                LIMIT {offset:UInt64}, {limit:UInt64}
                """
                    .formatted(order))
            .with("offset", query.page().offset())
            .with("limit", query.page().size());
    List<String> threads =
        analytics.query(Sorting.bound(query.sorting(), statement), RowBinaryReader::string);
    return read(caller, query.threads().projectId(), threads, query.shape());
  }

  /**
   * The newest threads by the ids of their rows.
   *
   * @return thread ids, newest first; when they are all that there are, in the order of a list
   */
  List<String> newest(Caller caller, ThreadSelection query, Cursor cursor, int limit) {
    record Found(String threadId, Instant updated, Instant started) {}
    Statement statement =
        query
            .ofWhole(
                caller,
                Set.of(),
                """
                SELECT thread_id, %s, started
                FROM %%s
                WHERE %%s %s
                ORDER BY id DESC
                LIMIT {limit:UInt64}
                """
                    .formatted(ThreadSql.UPDATED, cursor.sql()))
            .with("limit", limit);
    List<Found> found =
        analytics.query(
            cursor.boundTo(statement), in -> new Found(in.string(), in.instant6(), in.instant9()));
    // What goes on from a cursor ends with the least id: whoever asks until nothing comes has to
    // end.
    if (cursor.before().isEmpty() && found.size() < limit) {
      found.sort(
          Comparator.comparing(Found::updated)
              .reversed()
              .thenComparing(Found::started)
              .thenComparing(Found::threadId, Comparator.reverseOrder()));
    }
    return found.stream().map(Found::threadId).toList();
  }

  /** All that is shown of these threads, in their order; without those that have no traces. */
  List<TraceThread> read(Caller caller, UUID project, List<String> threads, Shape shape) {
    if (threads.isEmpty()) {
      return List.of();
    }
    Reading<Set<FeedbackStore.Kind>> present =
        feedback.present(caller, Optional.of(project), EntityType.THREAD, shape.exclude());
    Reading<List<NamedQueue>> presentQueues =
        queues.present(caller, project, EntityType.THREAD, shape.exclude());
    Reading<Map<String, SpanSums>> spansOf =
        shape.has("usage") || shape.has("total_estimated_cost")
            ? Reading.start(() -> spanSums(caller, project, threads))
            : Reading.of(Map.of());
    Reading<Map<String, ThreadRow>> rowsOf =
        Reading.start(() -> table.find(caller.workspaceId(), project, threads));
    Map<String, Sums> sums = sums(caller, project, threads);
    Reading<Map<UUID, JsonText>> firstOf =
        shape.has("first_message")
            ? payloads(caller, project, "input", shape, sums.values().stream().map(Sums::first))
            : Reading.of(Map.of());
    Reading<Map<UUID, JsonText>> lastOf =
        shape.has("last_message")
            ? payloads(
                caller,
                project,
                "output",
                shape,
                sums.values().stream().filter(each -> each.ended != null).map(Sums::last))
            : Reading.of(Map.of());
    Map<String, ThreadRow> rows = rowsOf.result();
    List<UUID> models = rows.values().stream().map(ThreadRow::id).toList();
    Reading<Map<UUID, List<NamedQueue>>> holdingOf =
        queues.of(caller, project, EntityType.THREAD, models, presentQueues.result());
    Feedback said =
        feedback.of(caller, project, EntityType.THREAD, models, present.result(), true).result();
    Map<String, SpanSums> spans = spansOf.result();
    Map<UUID, List<NamedQueue>> holding = holdingOf.result();
    Map<UUID, JsonText> first = firstOf.result();
    Map<UUID, JsonText> last = lastOf.result();
    List<TraceThread> inOrder = new ArrayList<>(threads.size());
    for (String thread : threads) {
      Sums each = sums.get(thread);
      if (each != null) {
        ThreadRow row = rows.get(thread);
        inOrder.add(
            each.thread(
                project,
                row,
                new Message(each.first, first.get(each.first)),
                new Message(each.last, each.ended == null ? null : last.get(each.last)),
                spans.getOrDefault(thread, SpanSums.NONE),
                row == null ? List.of() : said.scores(row.id()),
                row == null ? List.of() : said.comments(row.id()),
                row == null ? List.of() : holding.getOrDefault(row.id(), List.of())));
      }
    }
    return inOrder;
  }

  /** The threads whose traces are all gone. */
  List<String> empty(Caller caller, UUID project) {
    Statement statement =
        Statement.of(
                """
                SELECT DISTINCT thread_id
                FROM threads
                WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
                  AND thread_id NOT IN (
                    SELECT thread_id
                    FROM traces
                    WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
                  )
                """)
            .with("workspace", caller.workspaceId())
            .with("project", project);
    return analytics.query(statement, RowBinaryReader::string);
  }

  /** The ids of all traces of threads. */
  List<UUID> traces(Caller caller, UUID project, Collection<String> threads) {
    String sql =
        """
        SELECT id
        FROM traces FINAL
        WHERE %s AND thread_id IN {threads:Array(String)}
        """
            .formatted(ThreadSql.IN_PROJECT);
    return analytics.query(bound(sql, caller, project, threads), RowBinaryReader::id);
  }

  /**
   * What the traces of a thread add up to.
   *
   * @param first the id of the earliest trace
   * @param last the id of the trace that ended last; of no meaning while none ended
   * @param audit of the traces: created with the first, updated with any
   */
  private record Sums(
      String threadId,
      Instant started,
      @Nullable Instant ended,
      long messages,
      UUID first,
      UUID last,
      String environment,
      Audit audit) {

    TraceThread thread(
        UUID project,
        @Nullable ThreadRow row,
        Message firstMessage,
        Message lastMessage,
        SpanSums spans,
        List<FeedbackScore> scores,
        List<Comment> comments,
        List<NamedQueue> queues) {
      return new TraceThread(
          threadId,
          project,
          row == null ? null : row.id(),
          started,
          ended,
          firstMessage,
          lastMessage,
          row == null ? ThreadStatus.ACTIVE : row.status(),
          messages,
          spans,
          scores,
          comments,
          queues,
          row == null ? List.of() : row.tags(),
          row == null ? audit : together(row.audit()),
          environment);
    }

    private Audit together(Audit row) {
      boolean byRow = row.lastUpdatedAt().isAfter(audit.lastUpdatedAt());
      return new Audit(
          row.createdAt(),
          row.createdBy(),
          (byRow ? row : audit).lastUpdatedAt(),
          (byRow ? row : audit).lastUpdatedBy());
    }
  }

  private Map<String, Sums> sums(Caller caller, UUID project, Collection<String> threads) {
    String sql =
        """
        SELECT thread_id,
          %s,
          max(end_time),
          2 * toInt64(count()),
          argMin(id, %s),
          argMaxIf(id, (assumeNotNull(end_time), id), isNotNull(end_time)),
          toString(%s),
          min(created_at),
          toString(argMin(created_by, %s)),
          max(last_updated_at) AS updated,
          toString(argMax(last_updated_by, last_updated_at))
        FROM traces FINAL
        WHERE %s AND thread_id IN {threads:Array(String)}
        GROUP BY thread_id
        """
            .formatted(
                ThreadSql.STARTED,
                ThreadSql.TRACE_ORDER,
                ThreadSql.ENVIRONMENT,
                ThreadSql.TRACE_ORDER,
                ThreadSql.IN_PROJECT);
    Map<String, Sums> sums = new HashMap<>();
    for (Sums each : analytics.query(bound(sql, caller, project, threads), ThreadStore::sums)) {
      sums.put(each.threadId, each);
    }
    return sums;
  }

  private static Sums sums(RowBinaryReader in) throws IOException {
    return new Sums(
        in.string(),
        in.instant9(),
        in.nullableInstant9(),
        in.int64(),
        in.id(),
        in.id(),
        in.string(),
        new Audit(in.instant9(), in.string(), in.instant6(), in.string()));
  }

  /** Begins to read one wide column of some traces, by trace. */
  private Reading<Map<UUID, JsonText>> payloads(
      Caller caller, UUID project, String column, Shape shape, Stream<UUID> traces) {
    List<UUID> ids = traces.toList();
    return ids.isEmpty()
        ? Reading.of(Map.of())
        : Reading.start(() -> payloads(caller, project, column, shape, ids));
  }

  private Map<UUID, JsonText> payloads(
      Caller caller, UUID project, String column, Shape shape, List<UUID> traces) {
    String sql =
        """
        SELECT id, %s
        FROM traces
        WHERE %s AND id IN {ids:Ids}
        ORDER BY id, last_updated_at DESC
        LIMIT 1 BY id
        """
            .formatted(
                PayloadColumns.payload(column, shape.truncate(), Set.of()), ThreadSql.IN_PROJECT);
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("ids", traces);
    Map<UUID, JsonText> payloads = HashMap.newHashMap(traces.size());
    analytics.stream(
        statement,
        in -> {
          UUID id = in.id();
          JsonText text = PayloadColumns.read(in);
          if (text != null) {
            payloads.put(id, text);
          }
          return id;
        },
        ignored -> true);
    return payloads;
  }

  private Map<String, SpanSums> spanSums(Caller caller, UUID project, Collection<String> threads) {
    String traces =
        """
        SELECT id, thread_id
        FROM traces FINAL
        WHERE %s AND thread_id IN {threads:Array(String)}
        """
            .formatted(ThreadSql.IN_PROJECT);
    String sql =
        """
        SELECT thread_id,
          CAST(sumMap(usage), 'Map(String, Int64)'),
          CAST(sum(total_estimated_cost), 'Decimal(38, 12)')
        FROM (
          SELECT trace_id, usage, total_estimated_cost
          FROM spans FINAL
          WHERE %s AND trace_id IN (SELECT id FROM (%s))
        ) AS spans_of
        INNER JOIN (%s) AS traces_of ON traces_of.id = spans_of.trace_id
        GROUP BY thread_id
        """
            .formatted(ThreadSql.IN_PROJECT, traces, traces);
    Map<String, SpanSums> sums = new HashMap<>();
    analytics.stream(
        bound(sql, caller, project, threads),
        in ->
            sums.put(
                in.string(),
                new SpanSums(
                    in.map(RowBinaryReader::string, RowBinaryReader::int64),
                    in.decimal128(COST_SCALE))),
        ignored -> true);
    return sums;
  }

  private static Statement bound(
      String sql, Caller caller, UUID project, Collection<String> threads) {
    return Statement.of(sql)
        .with("workspace", caller.workspaceId())
        .with("project", project)
        .with("threads", threads);
  }
}
