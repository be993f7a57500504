package dev.opikdesktop.desktop.client;

import org.jspecify.annotations.Nullable;

/** A feedback score of a trace or span. */
public record Score(String name, double value, @Nullable String reason) {}
