package dev.opikdesktop.server.usage;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which projects are asked for.
 *
 * @param workspaces their ids, as texts
 * @param projects none for all of the workspaces
 * @param part of the name, in any case
 * @param limit how many at most
 */
record ProjectsRequest(List<String> workspaces, List<UUID> projects, String part, int limit) {
  private static final int DEFAULT_LIMIT = 1000;
  private static final int MOST = 10_000;

  ProjectsRequest {
    workspaces = List.copyOf(workspaces);
    projects = List.copyOf(projects);
  }

  /**
   * Reads a body.
   *
   * @throws ApiException 400 or 422
   */
  static ProjectsRequest read(InputStream body) {
    Draft draft = new Draft();
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          field -> {
            switch (field) {
              case "workspace_ids" -> draft.workspaces = in.strings();
              case "project_ids" -> draft.projects.addAll(in.uuids());
              case "name" -> draft.part = in.text();
              case "limit" -> draft.limit = in.integer();
              default -> in.skip();
            }
          });
    }
    return draft.request();
  }

  private static final class Draft {
    private final List<UUID> projects = new ArrayList<>();
    private @Nullable List<String> workspaces;
    private @Nullable String part;
    private @Nullable Integer limit;

    ProjectsRequest request() {
      int most = limit == null ? DEFAULT_LIMIT : limit;
      List<String> within = workspaces == null ? List.of() : workspaces;
      Validation validation = new Validation();
      if (within.isEmpty()) {
        validation.error("workspace_ids", "must not be empty");
      }
      if (most < 1 || most > MOST) {
        validation.error("limit", "must be between 1 and " + MOST);
      }
      validation.check();
      return new ProjectsRequest(within, projects, part == null ? "" : part, most);
    }
  }
}
