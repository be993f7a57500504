package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.Json;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Scores on the wire. */
public final class ScoreJson {
  private ScoreJson() {}

  /** Reads one score. */
  static ScoreWrite readOne(InputStream body) {
    return Draft.readOne(body, new ScoreDraft());
  }

  /** Reads {@code {"scores": [1 to 1000 scores]}}. */
  static List<NamedScore> readBatch(InputStream body) {
    return Draft.readBatch(body, "scores", NamedScoreDraft::new);
  }

  /** Reads {@code {"name", "author"?, "source_queue_id"?}}. */
  static ScoreDeletion readDeletion(InputStream body) {
    @Nullable String[] texts = new @Nullable String[2];
    @Nullable UUID[] queue = new @Nullable UUID[1];
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          field -> {
            switch (field) {
              case "name" -> texts[0] = in.text();
              case "author" -> texts[1] = in.text();
              case "source_queue_id" -> queue[0] = in.uuid();
              default -> in.skip();
            }
          });
    }
    String name = texts[0];
    new Validation().notBlank("name", name).check();
    return new ScoreDeletion(name == null ? List.of() : List.of(name), texts[1], queue[0]);
  }

  /** Writes a field with scores, unless there are none or it is excluded. */
  public static void write(
      JsonGenerator out, String field, List<FeedbackScore> scores, Set<String> exclude) {
    if (scores.isEmpty() || exclude.contains(field)) {
      return;
    }
    out.writeArrayPropertyStart(field);
    scores.forEach(score -> write(out, score));
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, FeedbackScore score) {
    out.writeStartObject();
    out.writeStringProperty("name", score.name());
    optional(out, "category_name", score.categoryName());
    value(out, score.value());
    optional(out, "reason", score.reason());
    out.writeStringProperty("source", score.source().word());
    out.writeStringProperty("created_at", Json.text(score.createdAt()));
    out.writeStringProperty("last_updated_at", Json.text(score.lastUpdatedAt()));
    out.writeStringProperty("created_by", score.createdBy());
    out.writeStringProperty("last_updated_by", score.lastUpdatedBy());
    out.writeObjectPropertyStart("value_by_author");
    score
        .byAuthor()
        .forEach(
            (key, one) -> {
              out.writeName(key);
              write(out, one);
            });
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, FeedbackScore.ByAuthor one) {
    out.writeStartObject();
    value(out, one.value());
    optional(out, "reason", one.reason());
    optional(out, "category_name", one.categoryName());
    out.writeStringProperty("source", one.source().word());
    out.writeStringProperty("last_updated_at", Json.text(one.lastUpdatedAt()));
    out.writeStringProperty("span_type", one.spanType());
    out.writeStringProperty("span_id", one.spanId());
    optional(out, "source_queue_id", one.sourceQueueId());
    out.writeStringProperty("author", one.author());
    out.writeEndObject();
  }

  private static void value(JsonGenerator out, BigDecimal value) {
    out.writeName("value");
    out.writeNumber(value.stripTrailingZeros().toPlainString());
  }

  private static void optional(JsonGenerator out, String name, @Nullable Object value) {
    if (value != null) {
      out.writeStringProperty(name, value.toString());
    }
  }
}
