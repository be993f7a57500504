package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.entities.SourceQueue;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table feedback_scores. */
public final class ScoreStore {
  static final String TABLE = "feedback_scores";

  static final List<String> COLUMNS =
      List.of(
          "workspace_id",
          "project_id",
          "entity_type",
          "entity_id",
          "name",
          "author",
          "source_queue_id",
          "value",
          "category_name",
          "reason",
          "source",
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by");

  private static final String IN_PROJECT =
      """
      workspace_id = {workspace:Id} AND project_id = {project:Id}
      """;

  private static final String NEWEST =
      """
      ORDER BY entity_id, name, author, source_queue_id, last_updated_at DESC
      LIMIT 1 BY entity_id, name, author, source_queue_id
      """;

  private static final String CONTENT =
      """
      name, author, source_queue_id, value, category_name, reason, source,
        created_at, created_by, last_updated_at, last_updated_by
      """;

  private final Analytics analytics;

  public ScoreStore(Analytics analytics) {
    this.analytics = analytics;
  }

  /** The scores of each entity of a page that has any. One statement for all. */
  public Map<UUID, List<FeedbackScore>> of(
      Caller caller, UUID project, EntityType type, Collection<UUID> entities) {
    String sql =
        """
        SELECT entity_id, %s
        FROM feedback_scores
        WHERE %s AND entity_type = {type:UInt8} AND entity_id IN {entities:Ids}
        %s
        """
            .formatted(CONTENT, IN_PROJECT, NEWEST);
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("type", type.code())
            .with("entities", entities);
    return together(analytics.query(statement, in -> given(in, in.id(), null, "")));
  }

  /** The scores of one entity, by the project that they were given in. */
  public Map<UUID, List<FeedbackScore>> byProject(Caller caller, EntityType type, UUID entity) {
    String sql =
        """
        SELECT project_id, %s
        FROM feedback_scores FINAL
        WHERE workspace_id = {workspace:Id}
          AND entity_type = {type:UInt8}
          AND entity_id = {entity:Id}
        ORDER BY name, author, source_queue_id
        """
            .formatted(CONTENT);
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("type", type.code())
            .with("entity", entity);
    return together(analytics.query(statement, in -> given(in, in.id(), null, "")));
  }

  /**
   * The scores of the spans of each trace of a page. One statement for all.
   *
   * @param apart whether what one author says of several spans stays apart, as when one trace is
   *     looked up; in lists it comes together
   */
  public Map<UUID, List<FeedbackScore>> ofSpans(
      Caller caller, UUID project, Collection<UUID> traces, boolean apart) {
    // The words are those of the type of spans, which knows this package and not the other way.
    String sql =
        """
        SELECT of_trace, entity_id,
          transform(type, [1, 2, 3, 4], ['general', 'tool', 'llm', 'guardrail'], 'unknown'),
          %1$s
        FROM (
          SELECT entity_id, %1$s
          FROM feedback_scores
          WHERE %2$s AND entity_type = {type:UInt8} AND entity_id IN (
            SELECT id
            FROM spans
            WHERE %2$s AND trace_id IN {traces:Ids}
          )
          %3$s
        ) AS scores
        INNER JOIN (
          SELECT trace_id AS of_trace, id, argMax(type, last_updated_at) AS type
          FROM spans
          WHERE %2$s AND trace_id IN {traces:Ids}
          GROUP BY trace_id, id
        ) AS scored ON scored.id = entity_id
        """
            .formatted(CONTENT, IN_PROJECT, NEWEST);
    Statement statement =
        Statement.of(sql)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("type", EntityType.SPAN.code())
            .with("traces", traces);
    return together(
        analytics.query(
            statement,
            in -> {
              UUID trace = in.id();
              UUID span = in.id();
              String spanType = in.string();
              return apart ? given(in, trace, span, spanType) : given(in, trace, null, "");
            }));
  }

  /** Deletes scores of one entity. */
  void delete(Caller caller, EntityType type, UUID entity, ScoreDeletion which) {
    String sql =
        """
        DELETE FROM feedback_scores
        WHERE workspace_id = {workspace:Id}
          AND entity_type = {type:UInt8}
          AND entity_id = {entity:Id}
          AND name IN {names:Array(String)}
          AND source_queue_id = {queue:Id}
        """;
    String author = which.author();
    Statement statement =
        Statement.of(author == null ? sql : sql + "AND author = {author:String}\n")
            .with("workspace", caller.workspaceId())
            .with("type", type.code())
            .with("entity", entity)
            .with("names", which.names())
            .with("queue", SourceQueue.stored(which.sourceQueueId()));
    analytics.delete(author == null ? statement : statement.with("author", author));
  }

  /** One row. */
  static void write(
      Caller caller, EntityType type, EntityScore scored, Instant now, RowBinaryWriter out) {
    ScoreWrite score = scored.score();
    out.id(caller.workspaceId()).id(scored.projectId()).uint8(type.code()).id(scored.entityId());
    out.string(score.name()).string(caller.userName());
    SourceQueue.write(out, score.sourceQueueId());
    out.int64(unscaled(score.value()));
    out.string(orEmpty(score.categoryName())).string(orEmpty(score.reason()));
    out.uint8(score.source().code());
    out.instant9(now).string(caller.userName()).instant6(now).string(caller.userName());
  }

  /** Decimal(18, 9) as it lies in the row. */
  private static long unscaled(BigDecimal value) {
    return value
        .setScale(FeedbackScore.DECIMALS, RoundingMode.HALF_EVEN)
        .unscaledValue()
        .longValueExact();
  }

  private static GivenScore given(
      RowBinaryReader in, UUID entity, @Nullable UUID span, String spanType) throws IOException {
    return new GivenScore(
        entity,
        span,
        spanType,
        in.string(),
        in.string(),
        SourceQueue.read(in),
        BigDecimal.valueOf(in.int64(), FeedbackScore.DECIMALS),
        in.string(),
        in.string(),
        ScoreSource.ofCode(in.uint8()),
        new Audit(in.instant9(), in.string(), in.instant6(), in.string()));
  }

  private static Map<UUID, List<FeedbackScore>> together(List<GivenScore> given) {
    Map<UUID, List<FeedbackScore>> scores = new HashMap<>();
    given.stream()
        .collect(Collectors.groupingBy(GivenScore::entityId))
        .forEach((entity, theirs) -> scores.put(entity, FeedbackScore.of(theirs)));
    return scores;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
