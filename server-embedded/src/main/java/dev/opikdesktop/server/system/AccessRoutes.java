package dev.opikdesktop.server.system;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;

/** Who the caller is and may do; without logins everybody may everything (Opik contract 1.2). */
public final class AccessRoutes implements HttpService {
  private record Permissions(String userName, String workspaceName, List<String> permissions) {}

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/v1/private/auth", AccessRoutes::check)
        .get("/v1/private/auth/workspace", AccessRoutes::workspace)
        .get("/v1/private/workspace-permissions", AccessRoutes::permissions)
        .get("/v1/private/workspaces/versions", AccessRoutes::version);
  }

  private static void check(ServerRequest request, ServerResponse response) {
    Responses.noContent(response);
  }

  private static void workspace(ServerRequest request, ServerResponse response) {
    Responses.json(request, response, Map.of("workspace_name", Caller.of(request).workspaceName()));
  }

  private static void permissions(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Responses.json(
        request, response, new Permissions(caller.userName(), caller.workspaceName(), List.of()));
  }

  /** Which of the web page's two layouts the workspace uses. */
  private static void version(ServerRequest request, ServerResponse response) {
    Responses.json(request, response, Map.of("opik_version", "version_2"));
  }
}
