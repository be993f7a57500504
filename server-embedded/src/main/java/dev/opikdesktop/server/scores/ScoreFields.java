package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.query.Field;
import dev.opikdesktop.server.query.Field.Place;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Sorting.Sortable;
import java.util.function.Function;

/**
 * How conditions and orders reach scores. The statements bind {workspace:Id} and {project:Id}; the
 * entity is an expression over their columns that gives its id.
 */
public final class ScoreFields {
  /** An order by the scores of one name; its statement has {@link #joined} among its tables. */
  public static final Sortable SORTABLE =
      // What has no score comes between those below 0 and 0.
      new Sortable("feedback_scores.*", "(sorted_score, has_sorted_score)", Reads.SCORES);

  private static final String GIVEN =
      """
      FROM feedback_scores FINAL
      WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND entity_type = %d
      """;

  private static final String GIVEN_TO_SPANS =
      """
      FROM (SELECT of_trace AS entity_id, name, value
      FROM (
        SELECT trace_id AS of_trace, id AS of_span
        FROM spans
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND id IN (
          SELECT entity_id
          FROM feedback_scores
          WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND entity_type = %1$d
        )
        GROUP BY trace_id, id
      ) AS scored_spans
      INNER JOIN (
        SELECT entity_id AS scored_span, name, value
        FROM feedback_scores FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND entity_type = %1$d
      ) AS span_scores ON of_span = scored_span)
      WHERE 1
      """;

  private static final String JOINED =
      """
      LEFT JOIN (
        SELECT entity_id AS of_scored, sum(value) / count() AS sorted_score, 1 AS has_sorted_score
        FROM feedback_scores FINAL
        WHERE workspace_id = {workspace:Id} AND project_id = {project:Id} AND entity_type = %d
          AND name = {sort_key:String}
        GROUP BY entity_id
      ) AS sorted_scores ON of_scored = %s
      """;

  private ScoreFields() {}

  /** The scores of an entity, by their name. */
  public static Function<String, Field> of(String field, EntityType type, String entity) {
    return keyed(field, entity, GIVEN.formatted(type.code()));
  }

  /** The scores of the spans of a trace, together by their name. */
  public static Function<String, Field> ofSpans(String field, String trace) {
    return keyed(field, trace, GIVEN_TO_SPANS.formatted(EntityType.SPAN.code()));
  }

  /** What {@link #SORTABLE} reads. No column of it is named like one of traces or spans. */
  public static String joined(EntityType type, String entity) {
    return JOINED.formatted(type.code(), entity);
  }

  private static Function<String, Field> keyed(String field, String entity, String given) {
    return name -> {
      if (name.isBlank()) {
        throw ApiException.badQuery("filters", "'" + field + "' needs a key, the name of a score");
      }
      return new Field(field, FieldType.SCORE, new Place.Scores(entity, given, name), Reads.KEY);
    };
  }
}
