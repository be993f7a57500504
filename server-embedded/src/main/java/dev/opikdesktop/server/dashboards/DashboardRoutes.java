package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.http.BatchIds;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.Locations;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Dashboards of one scope over HTTP. */
public final class DashboardRoutes implements HttpService {
  private final DashboardService dashboards;
  private final DashboardScope scope;

  public DashboardRoutes(DashboardService dashboards, DashboardScope scope) {
    this.dashboards = dashboards;
    this.scope = scope;
  }

  @Override
  public void routing(HttpRules rules) {
    String one = scope.path() + "/{" + scope.idName() + "}";
    rules
        .post(scope.path(), this::create)
        .get(scope.path(), this::list)
        .post(scope.path() + "/delete-batch", this::deleteAll)
        .get(one, this::get)
        .patch(one, this::update)
        .delete(one, this::delete);
    if (scope == DashboardScope.WORKSPACE) {
      rules.get("/v1/private/projects/{projectId}/dashboards", this::listOfProject);
    }
  }

  private void create(ServerRequest request, ServerResponse response) {
    DashboardDraft.Write write =
        Draft.readOne(request.content().inputStream(), DashboardDraft.ofNew());
    Dashboard dashboard = dashboards.create(Caller.of(request), scope, write);
    response.header(HeaderNames.LOCATION, Locations.of(request, dashboard.id()));
    Responses.json(request, response, Status.CREATED_201, dashboard);
  }

  private void update(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid(scope.idName());
    DashboardDraft.Write write =
        Draft.readOne(request.content().inputStream(), DashboardDraft.ofUpdate());
    Responses.json(request, response, dashboards.update(Caller.of(request), scope, id, write));
  }

  private void get(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid(scope.idName());
    Responses.json(request, response, dashboards.get(Caller.of(request), scope, id));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid(scope.idName());
    dashboards.delete(Caller.of(request), scope, List.of(id));
    Responses.noContent(response);
  }

  private void deleteAll(ServerRequest request, ServerResponse response) {
    dashboards.delete(Caller.of(request), scope, BatchIds.read(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void list(ServerRequest request, ServerResponse response) {
    list(request, response, Parameters.of(request).uuid("project_id"));
  }

  private void listOfProject(ServerRequest request, ServerResponse response) {
    list(request, response, Optional.of(Parameters.of(request).pathUuid("projectId")));
  }

  private void list(ServerRequest request, ServerResponse response, Optional<UUID> project) {
    Caller caller = Caller.of(request);
    PageRequest page = PageRequest.of(request);
    DashboardQuery query = DashboardQuery.of(Parameters.of(request), project);
    long total = dashboards.count(caller, scope, query);
    List<Dashboard> content = dashboards.page(caller, scope, query, page);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.write(
                out,
                page.page(),
                total,
                content,
                Json.MAPPER::writeValue,
                DashboardQuery.SORTABLE_BY));
  }
}
