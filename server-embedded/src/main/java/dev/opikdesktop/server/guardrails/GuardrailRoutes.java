package dev.opikdesktop.server.guardrails;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Guardrails over HTTP. */
public final class GuardrailRoutes implements HttpService {
  private final GuardrailService guardrails;

  public GuardrailRoutes(GuardrailService guardrails) {
    this.guardrails = guardrails;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/v1/private/guardrails", this::write);
  }

  private void write(ServerRequest request, ServerResponse response) {
    guardrails.write(
        Caller.of(request),
        Draft.readBatch(request.content().inputStream(), "guardrails", GuardrailDraft::new));
    Responses.noContent(response);
  }
}
