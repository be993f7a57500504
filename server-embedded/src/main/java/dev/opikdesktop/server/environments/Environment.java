package dev.opikdesktop.server.environments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where traces and spans of this name ran (schema Environment_Public).
 *
 * @param color as CSS has it
 * @param position in lists, lowest first
 */
public record Environment(
    UUID id,
    String name,
    @Nullable String description,
    String color,
    int position,
    Instant createdAt,
    String createdBy,
    Instant lastUpdatedAt,
    String lastUpdatedBy) {}
