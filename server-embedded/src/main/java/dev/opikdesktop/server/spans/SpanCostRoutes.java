package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * {@code POST /v1/private/opik-desktop/projects/{id}/recompute-costs}: estimates the costs of a
 * project's spans by the prices of now, and answers {@code {spans, changed}} when that is durable.
 */
public final class SpanCostRoutes implements HttpService {
  private final SpanService spans;

  public SpanCostRoutes(SpanService spans) {
    this.spans = spans;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post("/v1/private/opik-desktop/projects/{id}/recompute-costs", this::recompute);
  }

  private void recompute(ServerRequest request, ServerResponse response) {
    Responses.json(
        request,
        response,
        spans.recomputeCosts(Caller.of(request), Parameters.of(request).pathUuid("id")));
  }
}
