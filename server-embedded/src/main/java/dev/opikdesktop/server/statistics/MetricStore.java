package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.Selection;
import dev.opikdesktop.server.statistics.Spending.Used;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a metric comes to, step by step. */
final class MetricStore {
  /** The scores of the entities, a row for each entity and name. %s is for conditions. */
  private static final String SCORED =
      """
      INNER JOIN (
        SELECT entity_id AS scored_id, name AS scored_name, avg(value) AS scored
        FROM feedback_scores FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
          AND entity_type = {entity_type:UInt8}
          %s
        GROUP BY entity_id, name
      ) AS scores ON scored_id = id
      """;

  private final Analytics analytics;

  MetricStore(Analytics analytics) {
    this.analytics = analytics;
  }

  /**
   * What the entities of one step and group come to.
   *
   * @param step from 0
   * @param group "" without a breakdown
   * @param numbers by series; not a number where nothing is known
   */
  record Sums(int step, String group, Map<String, Double> numbers) {}

  /**
   * The groups of a breakdown that weigh most.
   *
   * @return at most one more than have a series of their own, the heaviest first
   */
  List<String> greatest(Caller caller, MetricRequest request, Selection entities) {
    Measure measure = request.type().measure();
    Statement statement =
        entities.statement(
            caller,
            measure.reads(request.type().entities()),
            """
            SELECT arrayJoin(%s) AS of_group
            FROM %%s
            %s
            WHERE %%s
            GROUP BY of_group
            ORDER BY %s DESC, of_group
            LIMIT {most:UInt64}
            """
                .formatted(
                    request.breakdown().groups(),
                    joined(request, entities),
                    measure.weight(request.type().entities())));
    return analytics.query(
        bound(statement, request).with("most", Breakdown.MOST + 1), RowBinaryReader::string);
  }

  /**
   * The numbers of all steps in which there are any.
   *
   * @param groups with a breakdown: those that have a series of their own
   */
  List<Sums> sums(
      Caller caller, MetricRequest request, Selection entities, Steps steps, List<String> groups) {
    Measure measure = request.type().measure();
    boolean split = !request.breakdown().isNone();
    if (measure == Measure.TOKEN_USAGE && !split && request.type().entities() != Measured.THREADS) {
      return tokens(caller, request.type().entities(), entities, steps);
    }
    Statement statement =
        entities.statement(
            caller,
            measure.reads(request.type().entities()),
            """
            SELECT %s AS step, %s AS of_group, %s
            FROM %%s
            %s
            WHERE %%s
            GROUP BY step, of_group
            """
                .formatted(
                    Steps.sql("id"),
                    split ? "arrayJoin(" + request.breakdown().groupsWithOthers() + ")" : "''",
                    measure.sql(request.type().entities()),
                    joined(request, entities)));
    return analytics.query(
        bound(steps.boundTo(statement), request).with("groups", groups),
        in ->
            new Sums(
                Math.toIntExact(in.int64()),
                in.string(),
                in.map(RowBinaryReader::string, RowBinaryReader::float64)));
  }

  /**
   * Token counts of all traces or spans. A span belongs to the step of its trace, which the trace's
   * id says: so no sums by trace are needed, and no maps, which take several times as long.
   */
  private List<Sums> tokens(Caller caller, Measured measured, Selection entities, Steps steps) {
    boolean byTrace = measured == Measured.TRACES;
    String spans =
        byTrace
            ? """
            FROM spans FINAL
            WHERE workspace_id = {workspace:Id} AND project_id = {project:Id}
              %sAND trace_id IN (SELECT id FROM %%s WHERE %%s)\
            """
                .formatted(entities.times().sql("trace_id"))
            : "FROM %s WHERE %s";
    Statement statement =
        entities.statement(
            caller,
            byTrace ? Set.of() : Set.of(Reads.ROW),
            """
            SELECT step, toString(kind), toFloat64(sum(toInt64(used)))
            FROM (
              SELECT %s AS step, usage.keys AS kinds, usage.values AS counts
              %s
            )
            %s
            GROUP BY step, kind
            """
                .formatted(Steps.sql(byTrace ? "trace_id" : "id"), spans, Used.BY_KIND));
    return analytics.query(
        steps.boundTo(statement),
        in -> new Sums(Math.toIntExact(in.int64()), "", Map.of(in.string(), in.float64())));
  }

  /** What some measures read beside the entities. */
  private static String joined(MetricRequest request, Selection entities) {
    String times = entities.times().sql("entity_id");
    return switch (request.type().measure()) {
      case FEEDBACK_SCORES ->
          SCORED.formatted(
              times + (request.breakdown().isNone() ? "" : "AND name = {sub_metric:String}"));
      case GUARDRAILS_FAILED -> FailedChecks.JOINED.formatted(times);
      default -> "";
    };
  }

  private static Statement bound(Statement statement, MetricRequest request) {
    String shown = request.breakdown().subMetric();
    return request
        .breakdown()
        .boundTo(statement)
        .with("entity_type", request.type().entities().type().code())
        .with("sub_metric", shown == null ? "" : shown);
  }
}
