package dev.opikdesktop.desktop.client;

import org.jspecify.annotations.Nullable;

/**
 * A figure of a period beside the same of the period before, of equal length.
 *
 * @param type {@code count}, {@code errors} (per cent), {@code avg_duration} (milliseconds) or
 *     {@code total_cost} (US dollars)
 */
public record Kpi(String type, @Nullable Double current, @Nullable Double previous) {}
