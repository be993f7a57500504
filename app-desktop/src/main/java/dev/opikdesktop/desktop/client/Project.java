package dev.opikdesktop.desktop.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project of the workspace ({@code Project_Public}).
 *
 * @param lastTraceAt when its newest trace changed; null when it has none
 */
public record Project(
    String id,
    String name,
    @Nullable String description,
    @Nullable Instant createdAt,
    @Nullable Instant lastUpdatedAt,
    @Nullable Instant lastTraceAt) {}
