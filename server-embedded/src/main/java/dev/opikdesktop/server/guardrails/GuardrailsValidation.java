package dev.opikdesktop.server.guardrails;

import java.util.List;
import java.util.UUID;

/**
 * The checks that a span of a trace ran (schema GuardrailsValidation_Public).
 *
 * @param checks oldest first; of one request by their names
 */
public record GuardrailsValidation(UUID spanId, List<GuardrailCheck> checks) {}
