package dev.opikdesktop.server.guardrails;

import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Guardrails on the wire. */
public final class GuardrailJson {
  private static final String FIELD = "guardrails_validations";

  private GuardrailJson() {}

  /** Writes what was checked of a trace, unless that is nothing or excluded. */
  public static void write(
      JsonGenerator out, List<GuardrailsValidation> validations, Set<String> exclude) {
    if (validations.isEmpty() || exclude.contains(FIELD)) {
      return;
    }
    out.writeArrayPropertyStart(FIELD);
    for (GuardrailsValidation validation : validations) {
      out.writeStartObject();
      out.writeStringProperty("span_id", validation.spanId().toString());
      out.writeArrayPropertyStart("checks");
      for (GuardrailCheck check : validation.checks()) {
        out.writeStartObject();
        out.writeStringProperty("name", check.name());
        out.writeStringProperty("result", check.result().word());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
