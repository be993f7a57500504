package dev.opikdesktop.server.dashboards;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.Locations;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.UUID;

/** Queries of widgets over HTTP: kept by id, and run by the widget that names one. */
public final class SavedQueryRoutes implements HttpService {
  private static final String PATH = "/v1/internal/dashboard-saved-queries";

  private final SavedQueryService queries;

  public SavedQueryRoutes(SavedQueryService queries) {
    this.queries = queries;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post(PATH, this::create).get(PATH + "/{id}", this::get);
    for (DashboardScope scope : DashboardScope.values()) {
      rules.post(
          scope.path() + "/{" + scope.idName() + "}/widgets/{widgetId}/query",
          (request, response) -> run(scope, request, response));
    }
  }

  private void create(ServerRequest request, ServerResponse response) {
    SavedQueryDraft.Write write =
        Draft.readOne(request.content().inputStream(), new SavedQueryDraft());
    SavedQuery query = queries.create(Caller.of(request), write);
    response.header(HeaderNames.LOCATION, Locations.of(request, query.id()));
    Responses.json(request, response, Status.CREATED_201, query);
  }

  private void get(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    Responses.json(request, response, queries.get(Caller.of(request), id));
  }

  private void run(DashboardScope scope, ServerRequest request, ServerResponse response) {
    UUID dashboard = Parameters.of(request).pathUuid(scope.idName());
    String widget = request.path().pathParameters().get("widgetId");
    // Clients that have nothing to say send no body.
    QueryWindow window =
        request.content().hasEntity()
            ? Draft.readOne(request.content().inputStream(), new WindowDraft())
            : QueryWindow.of(null, null);
    Responses.json(
        request,
        response,
        Map.of("results", queries.run(Caller.of(request), scope, dashboard, widget, window)));
  }
}
