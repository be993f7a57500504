package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a body said of one score of a batch so far. */
final class NamedScoreDraft implements Draft<NamedScore> {
  private final ScoreDraft score = new ScoreDraft();
  private @Nullable UUID id;
  private @Nullable String projectName;

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "id" -> id = in.uuid();
      case "project_name" -> projectName = in.text();
      default -> score.field(in, field);
    }
  }

  @Override
  public void validate(Validation validation) {
    validation.required("id", id);
    score.validate(validation);
  }

  @Override
  public NamedScore write() {
    if (id == null) {
      throw new IllegalStateException("validated before");
    }
    return new NamedScore(id, projectName, score.write());
  }
}
