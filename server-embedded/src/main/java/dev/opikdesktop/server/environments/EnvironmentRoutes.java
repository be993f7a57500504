package dev.opikdesktop.server.environments;

import dev.opikdesktop.server.http.BatchIds;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
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

/** Environments over HTTP. */
public final class EnvironmentRoutes implements HttpService {
  private static final List<String> SORTABLE = List.of("created_at");

  private final EnvironmentService environments;

  public EnvironmentRoutes(EnvironmentService environments) {
    this.environments = environments;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/v1/private/environments", this::create)
        .get("/v1/private/environments", this::list)
        .post("/v1/private/environments/delete", this::delete)
        .get("/v1/private/environments/{id}", this::get)
        .patch("/v1/private/environments/{id}", this::update);
  }

  private void create(ServerRequest request, ServerResponse response) {
    EnvironmentDraft.Write write =
        Draft.readOne(request.content().inputStream(), new EnvironmentDraft(true));
    Responses.created(request, response, environments.create(Caller.of(request), write));
  }

  private void update(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    EnvironmentDraft.Write write =
        Draft.readOne(request.content().inputStream(), new EnvironmentDraft(false));
    environments.update(Caller.of(request), id, write);
    Responses.noContent(response);
  }

  private void get(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    Responses.json(request, response, environments.get(Caller.of(request), id));
  }

  /** All of them: a page and its size are not asked for (as recorded). */
  private void list(ServerRequest request, ServerResponse response) {
    List<Environment> all = environments.all(Caller.of(request));
    Responses.json(
        request,
        response,
        out -> PageWriter.write(out, 1, all.size(), all, Json.MAPPER::writeValue, SORTABLE));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    environments.delete(Caller.of(request), BatchIds.read(request.content().inputStream()));
    Responses.noContent(response);
  }
}
