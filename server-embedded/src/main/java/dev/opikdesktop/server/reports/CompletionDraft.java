package dev.opikdesktop.server.reports;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.JsonText;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a body said of how a report ended (schema ReportCompleteRequest). */
final class CompletionDraft implements Draft<CompletionDraft.Write> {
  private static final int LONGEST_WORD = 255;
  private static final Set<String> ENDS = Set.of(Report.COMPLETED, Report.FAILED);

  private @Nullable String status;
  private @Nullable String content;
  private @Nullable String sessionId;
  private @Nullable JsonText recommendedActions;
  private @Nullable String failureReason;

  /** How it ended; what is not said stays as it is. */
  record Write(
      String status,
      @Nullable String content,
      @Nullable String sessionId,
      @Nullable JsonText recommendedActions,
      @Nullable String failureReason) {}

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "status" -> status = in.text();
      case "content" -> content = in.text();
      case "session_id" -> sessionId = in.text();
      case "recommended_actions" -> recommendedActions = in.isNull() ? null : in.json();
      case "failure_reason" -> failureReason = in.text();
      default -> in.skip();
    }
  }

  /**
   * Says what is missing or wrong.
   *
   * @throws ApiException 400 for a status in which nothing ends
   */
  @Override
  public void validate(Validation validation) {
    if (status != null && !ENDS.contains(status)) {
      throw ApiException.badRequest("A report ends as completed or failed, not as " + status);
    }
    validation
        .required("status", status)
        .longestText("session_id", sessionId, LONGEST_WORD)
        .longestText("failure_reason", failureReason, LONGEST_WORD);
  }

  @Override
  public Write write() {
    return new Write(
        Objects.requireNonNull(status), content, sessionId, recommendedActions, failureReason);
  }
}
