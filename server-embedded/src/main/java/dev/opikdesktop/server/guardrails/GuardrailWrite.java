package dev.opikdesktop.server.guardrails;

import dev.opikdesktop.server.json.JsonText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check as a client sends it (schema Guardrail_Write).
 *
 * @param entityId the trace, which need not be there
 * @param secondaryId the span that ran the check, likewise
 */
record GuardrailWrite(
    UUID entityId,
    UUID secondaryId,
    @Nullable UUID projectId,
    @Nullable String projectName,
    Guardrail name,
    GuardrailResult result,
    JsonText config,
    JsonText details) {}
