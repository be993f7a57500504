package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.storage.analytics.Analytics;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Numbers of a workspace over time, over HTTP (Opik contract 5.8). */
public final class WorkspaceMetricRoutes implements HttpService {
  private static final String PATH = "/v1/private/workspaces";

  private final WorkspaceMetrics workspace;
  private final MetricService metrics;
  private final TokenNames tokens;

  public WorkspaceMetricRoutes(Analytics analytics, MetricService metrics) {
    this.workspace = new WorkspaceMetrics(analytics);
    this.metrics = metrics;
    this.tokens = new TokenNames(analytics);
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post(PATH + "/costs", this::costs)
        .post(PATH + "/costs/summaries", this::cost)
        .post(PATH + "/metrics", this::scores)
        .post(PATH + "/metrics/summaries", this::scoreChanges)
        .post(PATH + "/metrics/spans", this::spans)
        .post(PATH + "/token-usage/names", this::tokenNames);
  }

  private void costs(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    WorkspaceRequest wanted = WorkspaceRequest.read(request.content().inputStream());
    courses(request, response, workspace.costs(caller, wanted));
  }

  private void scores(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    WorkspaceRequest wanted = WorkspaceRequest.read(request.content().inputStream());
    courses(request, response, workspace.scores(caller, wanted));
  }

  private static void courses(
      ServerRequest request, ServerResponse response, List<WorkspaceMetrics.Course> courses) {
    Responses.json(
        request,
        response,
        out -> {
          out.writeStartObject();
          out.writeArrayPropertyStart("results");
          courses.forEach(course -> course.series().write(out, course.project(), course.steps()));
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private void cost(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    WorkspaceRequest wanted = WorkspaceRequest.read(request.content().inputStream());
    Responses.json(request, response, workspace.cost(caller, wanted));
  }

  private void scoreChanges(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    WorkspaceRequest wanted = WorkspaceRequest.read(request.content().inputStream());
    Responses.json(request, response, Map.of("results", workspace.scoreChanges(caller, wanted)));
  }

  private void spans(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    WorkspaceSpanRequest wanted = WorkspaceSpanRequest.read(request.content().inputStream());
    MetricService.Course course = metrics.course(caller, wanted.projects(), wanted.metric());
    courses(
        request,
        response,
        course.series().stream()
            .map(series -> new WorkspaceMetrics.Course(null, series, course.steps()))
            .toList());
  }

  private void tokenNames(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    List<UUID> projects = new ArrayList<>();
    try (FieldReader in = new FieldReader(request.content().inputStream())) {
      in.body(
          field -> {
            if (field.equals("project_ids")) {
              projects.addAll(in.uuids());
            } else {
              in.skip();
            }
          });
    }
    Responses.json(request, response, Map.of("names", tokens.of(caller, projects)));
  }
}
