package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What models cost, and what spans are said to have cost. */
public final class PricesApi {
  private static final String PATH = "/v1/private/opik-desktop/model-prices";

  private final Rest rest;

  PricesApi(Rest rest) {
    this.rest = rest;
  }

  /**
   * All that is known.
   *
   * @param file where the user's own prices stand, on the server's machine
   * @param warnings what is wrong with that file
   */
  public record Known(String file, List<String> warnings, List<ModelPrice> prices) {}

  /** How many spans have another cost now. */
  public record Recomputed(long spans, long changed) {}

  public Known known() {
    JsonNode answer = rest.get(PATH);
    List<ModelPrice> prices = new ArrayList<>();
    for (JsonNode node : answer.path("prices")) {
      prices.add(
          new ModelPrice(
              Wire.text(node, "provider"),
              Wire.text(node, "model"),
              Wire.text(node, "mode"),
              dollars(node, "input_cost_per_token"),
              dollars(node, "output_cost_per_token"),
              dollars(node, "cache_read_input_token_cost"),
              dollars(node, "cache_creation_input_token_cost"),
              node.path("own").asBoolean(false),
              node.path("listed").asBoolean(false)));
    }
    return new Known(Wire.text(answer, "file"), Wire.texts(answer, "warnings"), prices);
  }

  /** Writes a price of the user's. */
  public void write(ModelPrice price) {
    ObjectNode body =
        rest.json()
            .createObjectNode()
            .put("provider", price.provider())
            .put("model", price.model())
            .put("input_cost_per_token", price.input())
            .put("output_cost_per_token", price.output())
            .put("cache_read_input_token_cost", price.cacheRead())
            .put("cache_creation_input_token_cost", price.cacheWrite());
    rest.put(PATH, body);
  }

  /** Takes a price of the user's out; that of the list counts again. */
  public void remove(ModelPrice price) {
    rest.delete(PATH + "?provider=" + encode(price.provider()) + "&model=" + encode(price.model()));
  }

  /** Estimates the costs of a project's spans anew; returns when that is done. */
  public Recomputed recompute(String projectId) {
    JsonNode answer =
        rest.postPatiently(
            "/v1/private/opik-desktop/projects/" + encode(projectId) + "/recompute-costs");
    return new Recomputed(answer.path("spans").asLong(0), answer.path("changed").asLong(0));
  }

  private static @Nullable BigDecimal dollars(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? value.decimalValue() : null;
  }
}
