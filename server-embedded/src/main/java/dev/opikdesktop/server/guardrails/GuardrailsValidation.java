package dev.opikdesktop.server.guardrails;

import java.util.List;
import java.util.UUID;

/**
 * The checks that a span of a trace ran (schema GuardrailsValidation_Public).
 *
 * @param checks in the order in which they came
 */
public record GuardrailsValidation(UUID spanId, List<GuardrailCheck> checks) {}
