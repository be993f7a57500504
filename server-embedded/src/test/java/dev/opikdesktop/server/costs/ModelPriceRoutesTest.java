package dev.opikdesktop.server.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.OpikServer;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.ServerSettings;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server over the shared stores with a data folder, and so prices, of its own. */
class ModelPriceRoutesTest {
  private static final String PRICES = "/v1/private/opik-desktop/model-prices";

  @TempDir Path folder;
  private OpikServer server;
  private LocalClient client;
  private final String project = "prices-" + UUID.randomUUID();

  @BeforeEach
  void start() {
    server =
        OpikServer.start(ServerSettings.of(folder).onFreePorts(), RunningServer.shared().stores());
    client = new LocalClient(server.restPort());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void theListIsReadWithItsPrices() {
    JsonNode price = price("openai", "gpt-4o");

    assertThat(price.path("input_cost_per_token").decimalValue()).isEqualByComparingTo("0.0000025");
    assertThat(price.path("own").asBoolean()).isFalse();
    assertThat(price.path("listed").asBoolean()).isTrue();
  }

  @Test
  void aPriceOfTheUsersCountsAtOnceAndOlderSpansFollowWhenTheyAreRecomputed() {
    UUID older = span("ours-1");
    assertThat(cost(older)).isZero();

    put("ours-1", "0.001");

    assertThat(cost(span("ours-1"))).isEqualTo(1);
    assertThat(cost(older)).isZero();
    String path = "/v1/private/opik-desktop/projects/%s/recompute-costs";
    assertThat(client.post(path.formatted(projectId()), "").text())
        .isEqualTo("{\"spans\":2,\"changed\":1}");
    assertThat(cost(older)).isEqualTo(1);
  }

  @Test
  void aPriceOfTheUsersWinsOverTheListIsThereAfterARestartAndMayGoAgain() {
    put("gpt-4o", "0.5");
    put("gpt-4o", "0.25");
    stop();
    start();

    assertThat(price("openai", "gpt-4o").path("input_cost_per_token").asDouble()).isEqualTo(0.25);
    assertThat(price("openai", "gpt-4o").path("own").asBoolean()).isTrue();

    assertThat(client.delete(PRICES + "?provider=openai&model=gpt-4o").status()).isEqualTo(204);
    assertThat(price("openai", "gpt-4o").path("own").asBoolean()).isFalse();
    assertThat(client.delete(PRICES + "?provider=openai&model=gpt-4o").status()).isEqualTo(404);
  }

  @Test
  void whatTheUserWroteIntoTheFileByHandStays() throws IOException {
    Path file = folder.resolve("model-prices.tsv");
    Files.writeString(
        file, "# mine\nprovider\tmodel\tinput_cost_per_audio_token\nopenai\tx\t3\nopenai\ty\t4\n");

    put("x", "0.001");

    assertThat(Files.readAllLines(file))
        .containsExactly(
            "# mine",
            "provider\tmodel\tinput_cost_per_audio_token\tinput_cost_per_token"
                + "\toutput_cost_per_token\tcache_read_input_token_cost"
                + "\tcache_creation_input_token_cost",
            "openai\tx\t3\t0.001\t\t\t",
            "openai\ty\t4");
  }

  @Test
  void whatIsNoPriceIsRefused() {
    assertThat(client.put(PRICES, "{\"provider\": \"p\", \"model\": \"m\"}").status())
        .isEqualTo(422);
    assertThat(
            client
                .put(
                    PRICES,
                    "{\"provider\": \"p\", \"model\": \"m\\tn\", \"input_cost_per_token\": -1}")
                .json()
                .path("errors")
                .size())
        .isEqualTo(2);
  }

  private void put(String model, String dollars) {
    assertThat(
            client
                .put(
                    PRICES,
                    "{\"provider\": \"openai\", \"model\": \"%s\", \"input_cost_per_token\": %s}"
                        .formatted(model, dollars))
                .status())
        .isEqualTo(204);
  }

  private JsonNode price(String provider, String model) {
    for (JsonNode price : client.get(PRICES).json().path("prices")) {
      if (price.path("provider").asString().equals(provider)
          && price.path("model").asString().equals(model)) {
        return price;
      }
    }
    throw new AssertionError("No price of " + model);
  }

  private UUID span(String model) {
    UUID id = TimeOrderedIds.next();
    String json =
        """
        {"id": "%s", "trace_id": "%s", "project_name": "%s", "provider": "openai", "type": "llm",
         "start_time": "2026-11-23T11:00:00Z", "model": "%s", "usage": {"prompt_tokens": 1000}}
        """;
    assertThat(
            client
                .post(
                    "/v1/private/spans", json.formatted(id, TimeOrderedIds.next(), project, model))
                .status())
        .isEqualTo(201);
    return id;
  }

  private double cost(UUID span) {
    return client.get("/v1/private/spans/" + span).json().path("total_estimated_cost").asDouble(0);
  }

  private String projectId() {
    return client
        .post("/v1/private/projects/retrieve", "{\"name\": \"%s\"}".formatted(project))
        .json()
        .path("id")
        .asString();
  }
}
