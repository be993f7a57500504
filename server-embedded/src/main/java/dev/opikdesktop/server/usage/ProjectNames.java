package dev.opikdesktop.server.usage;

import dev.opikdesktop.storage.relational.LikePattern;
import dev.opikdesktop.storage.relational.Relational;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/** Reads projects of all workspaces. */
final class ProjectNames {
  private final Relational relational;

  ProjectNames(Relational relational) {
    this.relational = relational;
  }

  /** A project and its workspace, as answers have it. */
  record NamedProject(String workspaceId, UUID projectId, String name) {}

  /** The names of those projects that are there. */
  Map<UUID, String> of(Collection<UUID> projects) {
    if (projects.isEmpty()) {
      return Map.of();
    }
    return relational.withHandle(
        handle ->
            handle
                .createQuery("SELECT id, name FROM projects WHERE id IN (<projects>)")
                .bindList("projects", List.copyOf(projects))
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("name")))
                .stream()
                .collect(
                    Collectors.toMap(
                        entry -> UUID.fromString(entry.getKey()), Map.Entry::getValue)));
  }

  /** Those that a request asks for, by name. */
  List<NamedProject> find(ProjectsRequest request) {
    String sql =
        """
        SELECT workspace_id, id, name
        FROM projects
        WHERE workspace_id IN (<workspaces>) AND name LIKE :pattern ESCAPE '!' %s
        ORDER BY name, id
        LIMIT :limit
        """
            .formatted(request.projects().isEmpty() ? "" : "AND id IN (<projects>)");
    return relational.withHandle(
        handle -> {
          Query query =
              handle
                  .createQuery(sql)
                  .bindList("workspaces", request.workspaces())
                  .bind("pattern", LikePattern.containing(request.part()))
                  .bind("limit", request.limit());
          if (!request.projects().isEmpty()) {
            query.bindList("projects", request.projects());
          }
          return query
              .map(
                  (row, context) ->
                      new NamedProject(
                          row.getString("workspace_id"),
                          UUID.fromString(row.getString("id")),
                          row.getString("name")))
              .list();
        });
  }
}
