package dev.opikdesktop.server.guardrails;

/**
 * A check as it is read (schema Check_Public).
 *
 * @param name the guardrail
 */
public record GuardrailCheck(String name, GuardrailResult result) {}
