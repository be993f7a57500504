package dev.opikdesktop.server.system;

import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.function.Supplier;

/** {@code GET /v1/private/opik-desktop/about}: {@link About} with snake_case names. */
public final class AboutRoutes implements HttpService {
  private final Supplier<About> about;

  public AboutRoutes(Supplier<About> about) {
    this.about = about;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get(
        "/v1/private/opik-desktop/about",
        (request, response) -> Responses.json(request, response, about.get()));
  }
}
