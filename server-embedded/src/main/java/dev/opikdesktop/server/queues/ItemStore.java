package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.entities.SourceQueue;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.server.queues.AnnotationQueue.Reviewer;
import dev.opikdesktop.server.queues.AnnotationQueue.ScoreAverage;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The table annotation_queue_items, and what was said of the items. */
final class ItemStore {
  private static final String TABLE = "annotation_queue_items";

  private static final List<String> COLUMNS =
      List.of(
          "workspace_id",
          "project_id",
          "entity_type",
          "queue_id",
          "entity_id",
          "automated",
          "last_updated_at",
          "last_updated_by");

  private static final int ROW_BYTES = 96;
  private static final int DECIMALS = 9;

  private static final String IN_QUEUES =
      """
      workspace_id = {workspace:Id} AND project_id IN {projects:Ids} AND queue_id IN {queues:Ids}
      """;

  /**
   * The scores that the items have of those that their queues ask for. One that was given in
   * another queue is no work on this one.
   */
  private static final String ASKED_SCORES =
      """
      FROM (
        SELECT entity_type, queue_id, entity_id
        FROM annotation_queue_items FINAL
        WHERE %1$s
      ) AS items
      INNER JOIN (
        SELECT entity_type AS scored_type, entity_id AS scored, name, author, source_queue_id, value
        FROM feedback_scores FINAL
        WHERE workspace_id = {workspace:Id} AND project_id IN {projects:Ids}
          AND name IN {names:Array(String)}
          AND entity_id IN (SELECT entity_id FROM annotation_queue_items WHERE %1$s)
      ) AS given ON scored_type = entity_type AND scored = entity_id
      WHERE (source_queue_id = queue_id OR source_queue_id = {none:Id})
        AND concat(lower(hex(queue_id)), name) IN {asked:Array(String)}
      """
          .formatted(IN_QUEUES);

  private final Analytics analytics;
  private final GroupCommit inserts;

  ItemStore(Analytics analytics) {
    this.analytics = analytics;
    this.inserts = new GroupCommit(analytics, TABLE, COLUMNS);
  }

  /** Puts items into a queue; one that is in it already is put there anew. */
  void add(Caller caller, StoredQueue queue, Collection<UUID> items, boolean automated) {
    Instant now = Instant.now();
    RowBinaryWriter rows = new RowBinaryWriter(items.size() * ROW_BYTES);
    for (UUID item : new LinkedHashSet<>(items)) {
      rows.id(caller.workspaceId()).id(queue.projectId()).uint8(queue.scope().code());
      rows.id(queue.id()).id(item).bool(automated);
      rows.instant6(now).string(caller.userName());
    }
    inserts.commit(rows);
  }

  /** Takes items out of a queue; those that are not in it are no matter. */
  void remove(Caller caller, StoredQueue queue, Collection<UUID> items) {
    analytics.delete(
        ofQueues(
                """
                DELETE FROM annotation_queue_items
                WHERE %s AND entity_id IN {items:Ids}
                """,
                caller, List.of(queue))
            .with("items", items));
  }

  /** Empties queues. */
  void removeAll(Caller caller, Collection<StoredQueue> queues) {
    analytics.delete(
        ofQueues(
            """
            DELETE FROM annotation_queue_items
            WHERE %s
            """,
            caller, queues));
  }

  /** Those of the ids that are in the queue, and whether a rule put them there. */
  Map<UUID, Boolean> automated(Caller caller, StoredQueue queue, Collection<UUID> items) {
    record Item(UUID id, boolean automated) {}
    Statement statement =
        ofQueues(
                """
                SELECT entity_id, automated
                FROM annotation_queue_items FINAL
                WHERE %s AND entity_id IN {items:Ids}
                """,
                caller, List.of(queue))
            .with("items", items);
    Map<UUID, Boolean> automated = new HashMap<>();
    analytics
        .query(statement, in -> new Item(in.id(), in.bool()))
        .forEach(item -> automated.put(item.id, item.automated));
    return automated;
  }

  /** Which of some queues hold each of some entities, in the order of the queues. */
  Map<UUID, List<NamedQueue>> holding(
      Caller caller,
      UUID project,
      EntityType scope,
      Collection<UUID> entities,
      List<NamedQueue> queues) {
    record Item(UUID queue, UUID entity) {}
    Statement statement =
        Statement.of(
                """
                SELECT DISTINCT queue_id, entity_id
                FROM annotation_queue_items
                WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
                  AND entity_type = {scope:UInt8} AND queue_id IN {queues:Ids}
                  AND entity_id IN {entities:Ids}
                """)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("scope", scope.code())
            .with("queues", queues.stream().map(NamedQueue::id).toList())
            .with("entities", entities);
    Map<UUID, Set<UUID>> byQueue = new HashMap<>();
    analytics
        .query(statement, in -> new Item(in.id(), in.id()))
        .forEach(
            item ->
                byQueue
                    .computeIfAbsent(item.queue, ignored -> new LinkedHashSet<>())
                    .add(item.entity));
    Map<UUID, List<NamedQueue>> holding = new HashMap<>();
    for (NamedQueue queue : queues) {
      for (UUID entity : byQueue.getOrDefault(queue.id(), Set.of())) {
        holding.computeIfAbsent(entity, ignored -> new ArrayList<>()).add(queue);
      }
    }
    return holding;
  }

  /** How far people came with each of the queues that has items. */
  Map<UUID, QueueProgress> progress(Caller caller, Collection<StoredQueue> queues) {
    Map<UUID, Long> counts = queues.isEmpty() ? Map.of() : counts(caller, queues);
    List<StoredQueue> asking =
        queues.stream()
            .filter(
                queue ->
                    counts.containsKey(queue.id()) && !queue.feedbackDefinitionNames().isEmpty())
            .toList();
    Map<UUID, List<Reviewer>> reviewers = asking.isEmpty() ? Map.of() : reviewers(caller, asking);
    Map<UUID, List<ScoreAverage>> scores = reviewers.isEmpty() ? Map.of() : scores(caller, asking);
    Map<UUID, QueueProgress> progress = new HashMap<>();
    counts.forEach(
        (queue, items) ->
            progress.put(
                queue,
                new QueueProgress(
                    items,
                    reviewers.getOrDefault(queue, List.of()),
                    scores.getOrDefault(queue, List.of()))));
    return progress;
  }

  /** How many items each of the queues has that has any. */
  Map<UUID, Long> counts(Caller caller, Collection<StoredQueue> queues) {
    record Count(UUID queue, long items) {}
    Statement statement =
        ofQueues(
            """
            SELECT queue_id, count()
            FROM annotation_queue_items FINAL
            WHERE %s
            GROUP BY queue_id
            """,
            caller, queues);
    Map<UUID, Long> counts = new HashMap<>();
    analytics
        .query(statement, in -> new Count(in.id(), in.int64()))
        .forEach(count -> counts.put(count.queue, count.items));
    return counts;
  }

  private Map<UUID, List<Reviewer>> reviewers(Caller caller, List<StoredQueue> queues) {
    record Row(UUID queue, Reviewer reviewer) {}
    Statement statement =
        asked(
            """
            SELECT queue_id, author, uniqExact(entity_id)
            %s
            GROUP BY queue_id, author
            ORDER BY author
            """,
            caller, queues);
    Map<UUID, List<Reviewer>> reviewers = new HashMap<>();
    analytics
        .query(statement, in -> new Row(in.id(), new Reviewer(in.string(), in.int64())))
        .forEach(
            row ->
                reviewers
                    .computeIfAbsent(row.queue, ignored -> new ArrayList<>())
                    .add(row.reviewer));
    return reviewers;
  }

  private Map<UUID, List<ScoreAverage>> scores(Caller caller, List<StoredQueue> queues) {
    record Row(UUID queue, ScoreAverage score) {}
    Statement statement =
        asked(
            """
            SELECT queue_id, name, avg(of_item)
            FROM (
              SELECT queue_id, entity_id, name, avg(value) AS of_item
              %s
              GROUP BY queue_id, entity_id, name
            )
            GROUP BY queue_id, name
            ORDER BY name
            """,
            caller, queues);
    Map<UUID, List<ScoreAverage>> scores = new HashMap<>();
    analytics
        .query(
            statement, in -> new Row(in.id(), new ScoreAverage(in.string(), rounded(in.float64()))))
        .forEach(
            row -> scores.computeIfAbsent(row.queue, ignored -> new ArrayList<>()).add(row.score));
    return scores;
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static Statement asked(String sql, Caller caller, List<StoredQueue> queues) {
    Set<String> names = new LinkedHashSet<>();
    List<String> asked = new ArrayList<>();
    for (StoredQueue queue : queues) {
      String id = queue.id().toString().replace("-", "");
      for (String name : queue.feedbackDefinitionNames()) {
        names.add(name);
        asked.add(id + name);
      }
    }
    return bound(Statement.of(sql.formatted(ASKED_SCORES)), caller, queues)
        .with("names", names)
        .with("asked", asked)
        .with("none", SourceQueue.stored(null));
  }

  private static Statement ofQueues(String sql, Caller caller, Collection<StoredQueue> queues) {
    return bound(Statement.of(sql.formatted(IN_QUEUES)), caller, queues);
  }

  private static Statement bound(
      Statement statement, Caller caller, Collection<StoredQueue> queues) {
    return statement
        .with("workspace", caller.workspaceId())
        .with("projects", queues.stream().map(StoredQueue::projectId).distinct().toList())
        .with("queues", queues.stream().map(StoredQueue::id).toList());
  }
}
