package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a body said of a saved query so far. */
final class SavedQueryDraft implements Draft<SavedQueryDraft.Write> {
  private @Nullable UUID projectId;
  private @Nullable String sql;

  /** What was said. */
  record Write(@Nullable UUID projectId, String sql) {}

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "project_id" -> projectId = in.uuid();
      case "sql" -> sql = in.text();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation.notBlank("sql", sql);
  }

  @Override
  public Write write() {
    return new Write(projectId, Objects.requireNonNull(sql));
  }
}
