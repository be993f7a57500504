package dev.opikdesktop.server.reports;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.json.Json;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reports on projects over HTTP. */
public final class ReportRoutes implements HttpService {
  private static final String PATH = "/v1/private/projects/{projectId}/reports";
  private static final int LONGEST_PAGE = 100;

  private final ReportService reports;

  public ReportRoutes(ReportService reports) {
    this.reports = reports;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get(PATH, this::list)
        .post(PATH + "/generate", this::generate)
        .get(PATH + "/preferences", this::preference)
        .put(PATH + "/preferences", this::prefer)
        .post(PATH + "/{reportId}/complete", this::complete);
  }

  private void list(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    UUID project = project(request);
    PageRequest page = PageRequest.of(request).atMost(LONGEST_PAGE);
    long total = reports.count(caller, project);
    List<Report> content = reports.page(caller, project, page);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.write(out, page.page(), total, content, Json.MAPPER::writeValue, List.of()));
  }

  private void generate(ServerRequest request, ServerResponse response) {
    UUID id = reports.begin(Caller.of(request), project(request));
    Responses.json(request, response, Status.ACCEPTED_202, Map.of("report_id", id));
  }

  private void complete(ServerRequest request, ServerResponse response) {
    UUID project = project(request);
    UUID id = Parameters.of(request).pathUuid("reportId");
    CompletionDraft.Write write =
        Draft.readOne(request.content().inputStream(), new CompletionDraft());
    reports.complete(Caller.of(request), project, id, write);
    Responses.noContent(response);
  }

  private void preference(ServerRequest request, ServerResponse response) {
    Responses.json(request, response, reports.preference(Caller.of(request), project(request)));
  }

  private void prefer(ServerRequest request, ServerResponse response) {
    UUID project = project(request);
    PreferenceDraft.Write write =
        Draft.readOne(request.content().inputStream(), new PreferenceDraft());
    Responses.json(request, response, reports.prefer(Caller.of(request), project, write));
  }

  private static UUID project(ServerRequest request) {
    return Parameters.of(request).pathUuid("projectId");
  }
}
