package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers of a workspace are wanted (schemas WorkspaceMetricRequest and
 * WorkspaceMetricsSummaryRequest).
 *
 * @param projects none for all together
 * @param name of a score; null for all
 */
record WorkspaceRequest(List<UUID> projects, @Nullable String name, Instant start, Instant end) {
  WorkspaceRequest {
    projects = projects.stream().distinct().toList();
  }

  /**
   * Reads a body.
   *
   * @throws ApiException 400 or 422
   */
  static WorkspaceRequest read(InputStream body) {
    Draft draft = new Draft();
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          field -> {
            switch (field) {
              case "project_ids" -> draft.projects.addAll(in.uuids());
              case "name" -> draft.name = in.text();
              case "interval_start" -> draft.start = in.instant();
              case "interval_end" -> draft.end = in.instant();
              default -> in.skip();
            }
          });
    }
    return draft.request();
  }

  private static final class Draft {
    private final List<UUID> projects = new ArrayList<>();
    private @Nullable String name;
    private @Nullable Instant start;
    private @Nullable Instant end;

    WorkspaceRequest request() {
      Validation validation =
          new Validation()
              .required("interval_start", start)
              .required("interval_end", end)
              .time("interval_start", start)
              .time("interval_end", end);
      if (start != null && end != null && !start.isBefore(end)) {
        validation.error("interval_start", "must be before interval_end");
      }
      validation.check();
      if (start == null || end == null) {
        throw new IllegalStateException("validated before");
      }
      return new WorkspaceRequest(projects, name, start, end);
    }
  }
}
