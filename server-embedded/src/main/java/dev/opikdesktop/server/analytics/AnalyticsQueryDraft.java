package dev.opikdesktop.server.analytics;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a body said of a query so far (schema AnalyticsQueryRequest; newer clients 2.11). */
final class AnalyticsQueryDraft implements Draft<AnalyticsQueryDraft.Write> {
  private @Nullable String query;
  private @Nullable UUID projectId;

  /** What was said. */
  record Write(String query, Optional<UUID> projectId) {}

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "query" -> query = in.text();
      case "project_id" -> projectId = in.uuid();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation.notBlank("query", query);
  }

  @Override
  public Write write() {
    return new Write(Objects.requireNonNull(query), Optional.ofNullable(projectId));
  }
}
