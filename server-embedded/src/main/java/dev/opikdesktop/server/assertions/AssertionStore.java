package dev.opikdesktop.server.assertions;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table assertion_results. */
public final class AssertionStore {
  static final String TABLE = "assertion_results";

  static final List<String> COLUMNS =
      List.of(
          "workspace_id",
          "project_id",
          "entity_type",
          "entity_id",
          "name",
          "author",
          "passed",
          "reason",
          "source",
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by");

  private final Analytics analytics;

  public AssertionStore(Analytics analytics) {
    this.analytics = analytics;
  }

  private record Row(UUID entityId, AssertionResult result) {}

  /**
   * The verdicts on each of the given entities that has any, by the names of the assertions. The
   * newest counts where several authors judged one assertion. One statement for all.
   */
  public Map<UUID, List<AssertionResult>> of(
      Caller caller, UUID project, EntityType type, Collection<UUID> entities) {
    Statement statement =
        Statement.of(
                """
                SELECT entity_id, name, passed, reason
                FROM assertion_results
                WHERE workspace_id = {workspace:Id}
                  AND project_id = {project:Id}
                  AND entity_type = {type:UInt8}
                  AND entity_id IN {entities:Ids}
                ORDER BY entity_id, name, last_updated_at DESC
                LIMIT 1 BY entity_id, name
                """)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("type", type.code())
            .with("entities", entities);
    Map<UUID, List<AssertionResult>> results = new HashMap<>();
    analytics.stream(
        statement,
        AssertionStore::read,
        row -> {
          results.computeIfAbsent(row.entityId(), ignored -> new ArrayList<>()).add(row.result());
          return true;
        });
    return results;
  }

  static void write(
      Caller caller, EntityType type, AssertionWrite write, Instant now, RowBinaryWriter out) {
    out.id(caller.workspaceId()).id(write.projectId()).uint8(type.code()).id(write.entityId());
    out.string(write.name()).string(caller.userName()).bool(write.passed());
    out.string(write.reason() == null ? "" : write.reason()).uint8(write.source().code());
    out.instant9(now).string(caller.userName()).instant6(now).string(caller.userName());
  }

  private static Row read(RowBinaryReader in) throws IOException {
    UUID entity = in.id();
    String name = in.string();
    boolean passed = in.bool();
    String reason = in.string();
    return new Row(entity, new AssertionResult(name, passed, reason.isEmpty() ? null : reason));
  }
}
