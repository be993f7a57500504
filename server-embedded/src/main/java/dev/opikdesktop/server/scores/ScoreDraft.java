package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a body said of a score so far. What it is about is for the resource to read; an author in a
 * body counts for nothing, since it is always the caller (Opik contract 4.1).
 */
public final class ScoreDraft implements Draft<ScoreWrite> {
  private static final BigDecimal GREATEST = new BigDecimal("999999999.999999999");

  private @Nullable String name;
  private @Nullable BigDecimal value;
  private @Nullable String categoryName;
  private @Nullable String reason;
  private @Nullable ScoreSource source;
  private @Nullable UUID sourceQueueId;

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "name" -> name = in.text();
      case "value" -> value = in.decimal();
      case "category_name" -> categoryName = in.text();
      case "reason" -> reason = in.text();
      case "source" -> source = ScoreSource.of(in.text());
      case "source_queue_id" -> sourceQueueId = in.uuid();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation.notBlank("name", name).required("value", value).required("source", source);
    if (value != null && value.abs().compareTo(GREATEST) > 0) {
      validation.error("value", "must be between -" + GREATEST + " and " + GREATEST);
    }
  }

  @Override
  public ScoreWrite write() {
    if (name == null || value == null || source == null) {
      throw new IllegalStateException("validated before");
    }
    return new ScoreWrite(name, value, categoryName, reason, source, sourceQueueId);
  }
}
