package dev.opikdesktop.server.analytics;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.json.JsonText;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Read-only SQL over HTTP. */
public final class AnalyticsQueryRoutes implements HttpService {
  private static final String PATH = "/v1/internal/analytics-queries";

  private final AnalyticsQueryService queries;

  public AnalyticsQueryRoutes(AnalyticsQueryService queries) {
    this.queries = queries;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post(PATH, this::run).post(PATH + "/projects/{projectId}", this::runInProject);
  }

  private void run(ServerRequest request, ServerResponse response) {
    AnalyticsQueryDraft.Write write = body(request);
    run(request, response, write.projectId(), write.query());
  }

  private void runInProject(ServerRequest request, ServerResponse response) {
    UUID project = Parameters.of(request).pathUuid("projectId");
    run(request, response, Optional.of(project), body(request).query());
  }

  private static AnalyticsQueryDraft.Write body(ServerRequest request) {
    return Draft.readOne(request.content().inputStream(), new AnalyticsQueryDraft());
  }

  private void run(
      ServerRequest request, ServerResponse response, Optional<UUID> project, String query) {
    List<JsonText> results = queries.results(Caller.of(request), project, query);
    Responses.json(request, response, Map.of("results", results));
  }
}
