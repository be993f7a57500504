package dev.opikdesktop.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.UUID;

/**
 * On whose behalf a request is served (Opik contract 1.2).
 *
 * @param workspaceId the workspace that every row belongs to
 * @param workspaceName its name, as in the header Comet-Workspace
 * @param userName who is recorded as author
 */
public record Caller(UUID workspaceId, String workspaceName, String userName) {
  /** The one workspace and user of a server without logins. */
  public static final Caller LOCAL =
      new Caller(UUID.fromString("0190babc-62a0-71d2-832a-0feffa4676eb"), "default", "admin");

  private static final HeaderName WORKSPACE = HeaderNames.create("Comet-Workspace");

  /**
   * Who asks. A missing or blank workspace header means the default workspace; Authorization is
   * ignored whatever it says.
   *
   * @throws ApiException 404 for a workspace that is not there
   */
  public static Caller of(ServerRequest request) {
    return ofWorkspace(request.headers().first(WORKSPACE).orElse(""));
  }

  /**
   * Who asks by a link, which names the workspace itself.
   *
   * @throws ApiException 404 for a workspace that is not there
   */
  public static Caller ofWorkspace(String workspace) {
    String name = workspace.strip();
    if (name.isEmpty() || name.equals(LOCAL.workspaceName)) {
      return LOCAL;
    }
    throw ApiException.notFound("Workspace not found: " + name);
  }
}
