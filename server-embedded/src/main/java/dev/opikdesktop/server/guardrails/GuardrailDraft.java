package dev.opikdesktop.server.guardrails;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.JsonText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a body said of one check so far. */
final class GuardrailDraft implements Draft<GuardrailWrite> {
  private @Nullable UUID entityId;
  private @Nullable UUID secondaryId;
  private @Nullable UUID projectId;
  private @Nullable String projectName;
  private @Nullable Guardrail name;
  private @Nullable GuardrailResult result;
  private @Nullable JsonText config;
  private @Nullable JsonText details;

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "entity_id" -> entityId = in.uuid();
      case "secondary_id" -> secondaryId = in.uuid();
      case "project_id" -> projectId = in.uuid();
      case "project_name" -> projectName = in.text();
      case "name" -> name = Guardrail.of(in.text());
      case "result" -> result = GuardrailResult.of(in.text());
      case "config" -> config = in.isNull() ? null : in.json();
      case "details" -> details = in.isNull() ? null : in.json();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation
        .required("entity_id", entityId)
        .required("secondary_id", secondaryId)
        .nullOrNotBlank("project_name", projectName)
        .required("name", name)
        .required("result", result)
        .required("config", config)
        .required("details", details);
  }

  @Override
  public GuardrailWrite write() {
    if (entityId == null
        || secondaryId == null
        || name == null
        || result == null
        || config == null
        || details == null) {
      throw new IllegalStateException("validated before");
    }
    return new GuardrailWrite(
        entityId, secondaryId, projectId, projectName, name, result, config, details);
  }
}
