package dev.opikdesktop.server.workspaces;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The settings of a workspace over HTTP. */
public final class WorkspaceRoutes implements HttpService {
  private static final String PATH = "/v1/private/workspaces/configurations";

  private final WorkspaceService workspaces;

  public WorkspaceRoutes(WorkspaceService workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get(PATH, this::get).put(PATH, this::put).delete(PATH, this::delete);
  }

  private void get(ServerRequest request, ServerResponse response) {
    Responses.json(request, response, workspaces.get(Caller.of(request)).shown());
  }

  private void put(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    WorkspaceConfiguration configuration =
        Draft.readOne(request.content().inputStream(), new ConfigurationDraft());
    workspaces.put(caller, configuration);
    Responses.json(request, response, configuration.shown());
  }

  private void delete(ServerRequest request, ServerResponse response) {
    workspaces.delete(Caller.of(request));
    Responses.noContent(response);
  }
}
