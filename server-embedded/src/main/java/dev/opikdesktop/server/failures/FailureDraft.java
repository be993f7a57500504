package dev.opikdesktop.server.failures;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a body said of a failure so far. */
final class FailureDraft implements Draft<FailureDraft.Write> {
  private static final int LONGEST_REASON = 255;

  private @Nullable String type;
  private @Nullable UUID projectId;
  private @Nullable String reason;
  private @Nullable String detail;

  /** What a failure is written from. */
  record Write(UUID projectId, String reason, @Nullable String detail) {}

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "type" -> type = in.text();
      case "project_id" -> projectId = in.uuid();
      case "reason" -> reason = in.text();
      case "detail" -> detail = in.text();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    if (type != null && !type.equals(ReportFailure.AGENT_INSIGHTS)) {
      throw ApiException.malformedJson("type must be " + ReportFailure.AGENT_INSIGHTS);
    }
    validation
        .required("type", type)
        .required("project_id", projectId)
        .notBlank("reason", reason)
        .longestText("reason", reason, LONGEST_REASON);
  }

  @Override
  public Write write() {
    return new Write(Objects.requireNonNull(projectId), Objects.requireNonNull(reason), detail);
  }
}
