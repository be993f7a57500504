package dev.opikdesktop.server.assertions;

import org.jspecify.annotations.Nullable;

/**
 * A verdict as it is read (schema AssertionResult).
 *
 * @param value the assertion
 */
public record AssertionResult(String value, boolean passed, @Nullable String reason) {}
