package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.FieldReader;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which metric of the spans of several projects is wanted: as of one project, but for the filters,
 * which are on spans.
 *
 * @param projects none for all
 */
record WorkspaceSpanRequest(List<UUID> projects, MetricRequest metric) {
  WorkspaceSpanRequest {
    projects = List.copyOf(projects);
  }

  /**
   * Reads a body; steps are days if it does not say.
   *
   * @throws ApiException 400 or 422
   */
  static WorkspaceSpanRequest read(InputStream body) {
    List<UUID> projects = new ArrayList<>();
    MetricRequest.Draft draft = new MetricRequest.Draft(Interval.DAILY);
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          field -> {
            switch (field) {
              case "project_ids" -> projects.addAll(in.uuids());
              case "filters" -> draft.field(in, "span_filters");
              default -> draft.field(in, field);
            }
          });
    }
    MetricRequest metric = draft.request();
    if (metric.type().entities() != Measured.SPANS) {
      throw ApiException.badRequest(metric.type() + " is no metric of spans");
    }
    return new WorkspaceSpanRequest(projects, metric);
  }
}
