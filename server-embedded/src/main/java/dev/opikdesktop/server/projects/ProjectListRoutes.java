package dev.opikdesktop.server.projects;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.json.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/**
 * {@code GET /v1/private/projects/{projectId}/THINGS} for things that this server cannot keep yet:
 * a project has none of them, which is what the lists say (Opik contract 5.7). A resource that
 * comes to be served brings its list along and takes its line out of {@link #routing}.
 */
public final class ProjectListRoutes implements HttpService {
  private static final String PROJECT = "/v1/private/projects/{projectId}/";

  @Override
  public void routing(HttpRules rules) {
    for (String things : List.of("alerts", "datasets", "experiments", "optimizations", "prompts")) {
      rules.get(PROJECT + things, ProjectListRoutes::list);
    }
  }

  private static void list(ServerRequest request, ServerResponse response) {
    Parameters parameters = Parameters.of(request);
    UUID unused = parameters.pathUuid("projectId");
    PageRequest page = PageRequest.of(request);
    requireArray(parameters, "sorting");
    requireArray(parameters, "filters");
    Responses.json(
        request,
        response,
        out -> PageWriter.write(out, page.page(), 0, List.of(), (to, entry) -> {}, List.of()));
  }

  private static void requireArray(Parameters parameters, String name) {
    String text = parameters.text(name).orElse("[]");
    boolean array;
    try {
      array = Json.MAPPER.readTree(text).isArray();
    } catch (JacksonException e) {
      array = false;
    }
    if (!array) {
      throw ApiException.badQuery(name, "not a JSON array: " + text);
    }
  }
}
