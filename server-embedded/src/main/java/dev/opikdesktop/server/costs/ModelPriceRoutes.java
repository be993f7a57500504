package dev.opikdesktop.server.costs;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * {@code /v1/private/opik-desktop/model-prices}: GET lists what is known, PUT writes a price of the
 * user's, DELETE takes one out again, after which the list's counts.
 */
public final class ModelPriceRoutes implements HttpService {
  private static final String PATH = "/v1/private/opik-desktop/model-prices";

  private final ModelPrices prices;

  public ModelPriceRoutes(ModelPrices prices) {
    this.prices = prices;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get(
            PATH, (request, response) -> Responses.json(request, response, (Object) prices.known()))
        .put(PATH, this::put)
        .delete(PATH, this::remove);
  }

  private void put(ServerRequest request, ServerResponse response) {
    prices.put(Draft.readOne(request.content().inputStream(), new PriceDraft()));
    Responses.noContent(response);
  }

  private void remove(ServerRequest request, ServerResponse response) {
    String provider = parameter(request, "provider");
    String model = parameter(request, "model");
    if (!prices.remove(provider, model)) {
      throw ApiException.notFoundErrors(
          "There is no price of your own for %s of %s".formatted(model, provider));
    }
    Responses.noContent(response);
  }

  private static String parameter(ServerRequest request, String name) {
    return Parameters.of(request)
        .text(name)
        .orElseThrow(() -> ApiException.badQuery(name, "it must be given"));
  }
}
