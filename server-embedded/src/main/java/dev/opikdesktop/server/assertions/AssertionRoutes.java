package dev.opikdesktop.server.assertions;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Assertion results over HTTP. */
public final class AssertionRoutes implements HttpService {
  private final AssertionService assertions;

  public AssertionRoutes(AssertionService assertions) {
    this.assertions = assertions;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.put("/v1/private/assertion-results", this::write);
  }

  private void write(ServerRequest request, ServerResponse response) {
    assertions.writeBatch(Caller.of(request), AssertionBatch.read(request.content().inputStream()));
    Responses.noContent(response);
  }
}
