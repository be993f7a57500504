package dev.opikdesktop.server.failures;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.json.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Report failures over HTTP. */
public final class FailureRoutes implements HttpService {
  private static final String PATH = "/v1/private/report-failures";
  private static final int LONGEST_PAGE = 100;

  private final FailureService failures;

  public FailureRoutes(FailureService failures) {
    this.failures = failures;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post(PATH, this::create).get(PATH, this::list);
  }

  private void create(ServerRequest request, ServerResponse response) {
    FailureDraft.Write write = Draft.readOne(request.content().inputStream(), new FailureDraft());
    Responses.created(request, response, failures.create(Caller.of(request), write));
  }

  private void list(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Parameters parameters = Parameters.of(request);
    PageRequest page = PageRequest.of(request).atMost(LONGEST_PAGE);
    requireBoth(parameters);
    String type = parameters.text("type").orElseThrow();
    UUID project = parameters.uuid("project_id").orElseThrow();
    if (!type.equals(ReportFailure.AGENT_INSIGHTS)) {
      throw ApiException.badQuery("type", "there is no type '" + type + "'");
    }
    long total = failures.count(caller, project, type);
    List<ReportFailure> content = failures.page(caller, project, type, page);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.write(out, page.page(), total, content, Json.MAPPER::writeValue, List.of()));
  }

  private static void requireBoth(Parameters parameters) {
    List<String> errors = new ArrayList<>();
    for (String name : List.of("type", "project_id")) {
      if (parameters.text(name).isEmpty()) {
        errors.add("query param " + name + " must not be null");
      }
    }
    if (!errors.isEmpty()) {
      throw ApiException.errors(400, errors);
    }
  }
}
