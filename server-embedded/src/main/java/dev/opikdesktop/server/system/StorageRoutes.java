package dev.opikdesktop.server.system;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.system.StorageUse.Part;
import dev.opikdesktop.server.system.StorageUse.ProjectRows;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * {@code GET /v1/private/opik-desktop/storage}: {@link StorageUse} with snake_case names. Looks at
 * every file of the data folder and counts rows by the key of their tables alone.
 */
public final class StorageRoutes implements HttpService {
  /** Folders of a data folder that hold copies of it, whose size is the user's own affair. */
  public static final Set<String> COPIES = Set.of("backups", "replaced", "restore");

  private static final List<String> PARTS =
      List.of("blobs", "engine", "logs", "relational", "write-ahead");

  private final Path folder;
  private final long mostBytes;
  private final Analytics analytics;
  private final ProjectService projects;

  /**
   * Begins nothing.
   *
   * @param mostBytes {@link Long#MAX_VALUE} for no limit
   */
  public StorageRoutes(Path folder, long mostBytes, Analytics analytics, ProjectService projects) {
    this.folder = folder.toAbsolutePath();
    this.mostBytes = mostBytes;
    this.analytics = analytics;
    this.projects = projects;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get(
        "/v1/private/opik-desktop/storage",
        (request, response) -> Responses.json(request, response, (Object) use(Caller.of(request))));
  }

  private StorageUse use(Caller caller) {
    List<Part> parts = new ArrayList<>();
    long copies =
        COPIES.stream().mapToLong(name -> new FolderSize(folder.resolve(name)).counted()).sum();
    parts.add(new Part("backups", copies));
    long known = copies;
    for (String name : PARTS) {
      long bytes = new FolderSize(folder.resolve(name)).counted();
      parts.add(new Part(name, bytes));
      known += bytes;
    }
    parts.add(new Part("other", Math.max(0, new FolderSize(folder).counted() - known)));
    return new StorageUse(
        folder.toString(),
        folder.toFile().getUsableSpace(),
        mostBytes == Long.MAX_VALUE ? null : mostBytes,
        parts,
        rows(caller));
  }

  private List<ProjectRows> rows(Caller caller) {
    Statement statement =
        Statement.of(
                """
                SELECT project_id, sum(traces) AS all_traces, sum(spans) AS all_spans
                FROM (
                  SELECT project_id, count() AS traces, 0 AS spans
                  FROM traces WHERE workspace_id = {workspace:Id} GROUP BY project_id
                  UNION ALL
                  SELECT project_id, 0 AS traces, count() AS spans
                  FROM spans WHERE workspace_id = {workspace:Id} GROUP BY project_id
                )
                GROUP BY project_id
                ORDER BY all_spans DESC, all_traces DESC, project_id
                """)
            .with("workspace", caller.workspaceId());
    return analytics.query(
        statement,
        in -> {
          UUID project = in.id();
          return new ProjectRows(
              project, projects.name(caller, project).orElse(null), in.int64(), in.int64());
        });
  }
}
