package dev.opikdesktop.server.projects;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project (schema Project_Public).
 *
 * @param visibility {@code private} or {@code public}
 * @param lastUpdatedTraceAt when a trace or span of it was written last, within a few seconds
 */
public record Project(
    UUID id,
    String name,
    String visibility,
    @Nullable String description,
    Instant createdAt,
    String createdBy,
    Instant lastUpdatedAt,
    String lastUpdatedBy,
    @Nullable Instant lastUpdatedTraceAt) {}
