package dev.opikdesktop.server.assertions;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.scores.ScoreSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a body said of one verdict so far. */
final class AssertionDraft implements Draft<AssertionBatch.Item> {
  private @Nullable UUID entityId;
  private @Nullable UUID projectId;
  private @Nullable String projectName;
  private @Nullable String name;
  private @Nullable Boolean passed;
  private @Nullable String reason;
  private @Nullable ScoreSource source;

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "entity_id" -> entityId = in.uuid();
      case "project_id" -> projectId = in.uuid();
      case "project_name" -> projectName = in.text();
      case "name" -> name = in.text();
      case "status" -> passed = passed(in.text());
      case "reason" -> reason = in.text();
      case "source" -> source = ScoreSource.of(in.text());
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation
        .required("entity_id", entityId)
        .nullOrNotBlank("project_name", projectName)
        .notBlank("name", name)
        .required("status", passed)
        .required("source", source);
  }

  @Override
  public AssertionBatch.Item write() {
    if (entityId == null || name == null || passed == null || source == null) {
      throw new IllegalStateException("validated before");
    }
    return new AssertionBatch.Item(entityId, projectId, projectName, name, passed, reason, source);
  }

  private static @Nullable Boolean passed(@Nullable String status) {
    return switch (status) {
      case null -> null;
      case "passed" -> true;
      case "failed" -> false;
      default ->
          throw ApiException.badRequest("Unable to process JSON: status must be passed or failed");
    };
  }
}
