package dev.opikdesktop.server.retention;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a body said of a retention rule so far. */
final class RuleDraft implements Draft<RuleDraft.Write> {
  private @Nullable UUID projectId;
  private boolean ofOrganization;
  private @Nullable String retention;
  private boolean applyToPast;

  /** What a rule is made from. */
  record Write(@Nullable UUID projectId, String level, Retention retention, boolean applyToPast) {}

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "project_id" -> projectId = in.uuid();
      case "organization_level" -> ofOrganization = in.flag();
      case "retention" -> retention = in.text();
      case "apply_to_past" -> applyToPast = in.flag();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation.required("retention", retention);
    if (ofOrganization && projectId != null) {
      validation.error("project_id", "must not be set for a rule of the organization");
    }
  }

  /**
   * The rule's content.
   *
   * @throws ApiException 400 for a retention that there is not
   */
  @Override
  public Write write() {
    Retention known =
        Retention.ofWord(retention == null ? "" : retention)
            .orElseThrow(
                () ->
                    ApiException.malformedJson(
                        "retention must be short_14d, base_60d, extended_400d or unlimited"));
    String level =
        ofOrganization
            ? RetentionRule.ORGANIZATION
            : projectId == null ? RetentionRule.WORKSPACE : RetentionRule.PROJECT;
    return new Write(projectId, level, known, applyToPast);
  }
}
