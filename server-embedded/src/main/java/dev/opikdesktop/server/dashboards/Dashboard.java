package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.json.JsonText;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of widgets (schema Dashboard_Public).
 *
 * @param projectId the project that it belongs to, or none
 * @param slug the name as a part of an address, unlike all others of the workspace
 * @param type {@code multi_project} or {@code experiments}
 * @param scope {@code workspace} or {@code insights}
 * @param config any JSON; only clients know what it means
 */
public record Dashboard(
    UUID id,
    UUID workspaceId,
    @Nullable UUID projectId,
    String name,
    String slug,
    String type,
    String scope,
    @Nullable String description,
    JsonText config,
    Instant createdAt,
    String createdBy,
    Instant lastUpdatedAt,
    String lastUpdatedBy) {}
