package dev.opikdesktop.server.usage;

import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was written yesterday, over HTTP. */
public final class UsageRoutes implements HttpService {
  private static final String PATH = "/v1/internal/usage";
  private static final String BY_USER = "bi_information";

  private final UsageService usage;

  public UsageRoutes(UsageService usage) {
    this.usage = usage;
  }

  private record Traces(UUID workspace, long traceCount) {}

  private record Spans(UUID workspace, long spanCount) {}

  @Override
  public void routing(HttpRules rules) {
    rules
        .get(PATH + "/workspace-trace-counts", this::traces)
        .get(PATH + "/workspace-span-counts", this::spans)
        .get(PATH + "/workspace-span-counts-breakdown", this::spansByProject)
        .get(PATH + "/bi-traces", this::tracesByUser)
        .get(PATH + "/bi-spans", this::spansByUser)
        .get(PATH + "/bi-datasets", UsageRoutes::nothing)
        .get(PATH + "/bi-experiments", UsageRoutes::nothing)
        .post(PATH + "/projects", this::projects);
  }

  private void traces(ServerRequest request, ServerResponse response) {
    List<Traces> counts =
        usage.tracesByWorkspace().entrySet().stream()
            .map(count -> new Traces(count.getKey(), count.getValue()))
            .toList();
    Responses.json(request, response, Map.of("workspaces_traces_count", counts));
  }

  private void spans(ServerRequest request, ServerResponse response) {
    List<Spans> counts =
        usage.spansByWorkspace().entrySet().stream()
            .map(count -> new Spans(count.getKey(), count.getValue()))
            .toList();
    Responses.json(request, response, Map.of("workspaces_spans_count", counts));
  }

  private void spansByProject(ServerRequest request, ServerResponse response) {
    Responses.json(request, response, Map.of("breakdown", usage.spansByProject()));
  }

  private void tracesByUser(ServerRequest request, ServerResponse response) {
    Responses.json(request, response, Map.of(BY_USER, usage.tracesByUser()));
  }

  private void spansByUser(ServerRequest request, ServerResponse response) {
    Responses.json(request, response, Map.of(BY_USER, usage.spansByUser()));
  }

  /** Neither datasets nor experiments are kept yet, so that none can have been made. */
  private static void nothing(ServerRequest request, ServerResponse response) {
    Responses.json(request, response, Map.of(BY_USER, List.of()));
  }

  private void projects(ServerRequest request, ServerResponse response) {
    ProjectsRequest wanted = ProjectsRequest.read(request.content().inputStream());
    Responses.json(request, response, Map.of("projects", usage.projects(wanted)));
  }
}
