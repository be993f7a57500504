package dev.opikdesktop.server.guardrails;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;

/** Guardrails over HTTP. */
public final class GuardrailRoutes implements HttpService {
  private final GuardrailService guardrails;

  public GuardrailRoutes(GuardrailService guardrails) {
    this.guardrails = guardrails;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/v1/private/guardrails", this::write)
        .post("/v1/private/guardrails/policies/retrieve", this::policies);
  }

  private void write(ServerRequest request, ServerResponse response) {
    guardrails.write(
        Caller.of(request),
        Draft.readBatch(request.content().inputStream(), "guardrails", GuardrailDraft::new));
    Responses.noContent(response);
  }

  /**
   * The stored policies of some names, and those that the workspace always applies: nobody can
   * store any, so there are none (newer clients 2.15).
   */
  private void policies(ServerRequest request, ServerResponse response) {
    List<String> names = Draft.readOne(request.content().inputStream(), new PolicyNamesDraft());
    if (!names.isEmpty()) {
      throw ApiException.notFound("Guardrail policies not found: " + String.join(", ", names));
    }
    Responses.json(request, response, Map.of("policies", List.of()));
  }
}
