package dev.opikdesktop.server.dashboards;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SQL that a widget runs (newer clients 2.9).
 *
 * @param projectId whose rows it sees; none for the whole workspace
 * @param sql may have {@code {{window_start}}} and {@code {{window_end}}} in it
 */
public record SavedQuery(
    UUID id, @Nullable UUID projectId, String sql, Instant createdAt, String createdBy) {}
