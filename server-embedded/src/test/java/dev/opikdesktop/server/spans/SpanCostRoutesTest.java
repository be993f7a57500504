package dev.opikdesktop.server.spans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.OpikServer;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.ServerSettings;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two servers over the same stores: the second one starts with prices of the user's. */
@Timeout(120)
class SpanCostRoutesTest {
  @TempDir static Path folder;
  private static LocalClient before;
  private static OpikServer dearer;
  private static LocalClient client;

  private final String project = "costs-" + UUID.randomUUID();
  private final UUID trace = TimeOrderedIds.next();

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(
        folder.resolve("model-prices.tsv"),
        """
        model	provider	input_cost_per_token
        gpt-4o	openai	0.001
        gpt-4o-mini	openai	0
        broken	openai	x
        """);
    before = new LocalClient(RunningServer.shared().server().restPort());
    dearer =
        OpikServer.start(ServerSettings.of(folder).onFreePorts(), RunningServer.shared().stores());
    client = new LocalClient(dearer.restPort());
  }

  @AfterAll
  static void stop() {
    client.close();
    before.close();
    dearer.close();
  }

  @Test
  void theUsersPricesCountFromTheStartOn() {
    UUID span = log(client, span("'model': 'gpt-4o', 'usage': {'prompt_tokens': 1000}"));

    assertThat(cost(span)).isEqualTo(1);
  }

  @Test
  void estimatesByOlderPricesAreMadeAnewAndTheTraceFollows() {
    UUID dear = log(before, span("'model': 'gpt-4o', 'usage': {'prompt_tokens': 1000}"));
    UUID same = log(before, span("'model': 'gpt-4.1', 'usage': {'prompt_tokens': 1000}"));
    UUID none = log(before, span("'name': 'tool'"));
    logTrace();
    assertThat(cost(dear)).isEqualTo(0.0025);

    assertThat(recompute()).isEqualTo("{\"spans\":3,\"changed\":1}");

    assertThat(cost(dear)).isEqualTo(1);
    assertThat(cost(same)).isEqualTo(0.002);
    assertThat(read("spans/" + none).has("total_estimated_cost")).isFalse();
    assertThat(read("traces/" + trace).get("total_estimated_cost").asDouble()).isEqualTo(1.002);
    assertThat(recompute()).isEqualTo("{\"spans\":3,\"changed\":0}");
  }

  @Test
  void whatAClientSaidIsNeverEstimated() {
    UUID sent =
        log(
            before,
            span("'model': 'gpt-4o', 'usage': {'prompt_tokens': 1000}, 'total_estimated_cost': 7"));

    assertThat(recompute()).isEqualTo("{\"spans\":1,\"changed\":0}");

    assertThat(cost(sent)).isEqualTo(7);
  }

  @Test
  void anEstimateGoesWhenTheModelIsFreeNow() {
    UUID free = log(before, span("'model': 'gpt-4o-mini', 'usage': {'prompt_tokens': 1000}"));
    assertThat(cost(free)).isPositive();

    assertThat(recompute()).isEqualTo("{\"spans\":1,\"changed\":1}");

    assertThat(read("spans/" + free).has("total_estimated_cost")).isFalse();
  }

  @Test
  void modelsAndCostsInTheMetadataCountAsTheyDoAtTheWrite() {
    UUID model =
        log(before, span("'metadata': {'model': 'gpt-4o'}, 'usage': {'prompt_tokens': 1000}"));
    UUID longer =
        log(
            before,
            span(
                "'metadata': {'model': 'gpt-4o', 'x': '%s'}, 'usage': {'prompt_tokens': 1000}"
                    .formatted("y".repeat(20_000))));
    UUID cost = log(before, span("'metadata': {'cost': {'currency': 'USD', 'total_cost': 0.25}}"));

    assertThat(recompute()).isEqualTo("{\"spans\":3,\"changed\":2}");

    assertThat(cost(model)).isEqualTo(1);
    assertThat(cost(longer)).isEqualTo(1);
    assertThat(cost(cost)).isEqualTo(0.25);
  }

  @Test
  void nothingElseOfASpanChanges() {
    UUID span =
        log(
            before,
            span(
                "'name': 'n', 'model': 'gpt-4o', 'usage': {'prompt_tokens': 1000},"
                    + " 'input': {'text': '%s'}, 'tags': ['a']".formatted("i".repeat(30_000))));
    client.patch(
        "/v1/private/spans/" + span,
        json("{'trace_id': '%s', 'project_name': '%s', 'name': 'patched'}"));
    JsonNode was = read("spans/" + span);

    recompute();

    JsonNode is = read("spans/" + span);
    for (String field : was.propertyNames()) {
      if (!List.of("total_estimated_cost", "last_updated_at").contains(field)) {
        assertThat(is.get(field)).as(field).isEqualTo(was.get(field));
      }
    }
    assertThat(is.get("name").asString()).isEqualTo("patched");
  }

  @Test
  void aRowThatArrivesLateStillWinsByTheTimeThatItNames() {
    Instant sent = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
    String rest = "'id': '%s', 'model': 'gpt-4o', 'usage': {'prompt_tokens': 1000}";
    UUID span = TimeOrderedIds.next();
    logBatch(
        before, List.of(span(rest.formatted(span) + ", 'last_updated_at': '%s'".formatted(sent))));
    assertThat(recompute()).isEqualTo("{\"spans\":1,\"changed\":1}");

    logBatch(
        client,
        List.of(
            span(
                rest.formatted(span)
                    + ", 'name': 'end', 'last_updated_at': '%s'".formatted(sent.plusMillis(1)))));

    assertThat(read("spans/" + span).get("name").asString()).isEqualTo("end");
  }

  @Test
  void noPatchIsLostThatComesWhileCostsAreMadeAnew() {
    List<UUID> ids = IntStream.range(0, 300).mapToObj(i -> TimeOrderedIds.next()).toList();
    logBatch(
        before,
        ids.stream()
            .map(
                id ->
                    span(
                        "'id': '%s', 'model': 'gpt-4o', 'usage': {'prompt_tokens': 1000}"
                            .formatted(id)))
            .toList());
    List<UUID> patched = ids.subList(0, 60);

    CompletableFuture<String> recomputed = CompletableFuture.supplyAsync(this::recompute);
    for (UUID id : patched) {
      Answer answer =
          client.patch(
              "/v1/private/spans/" + id,
              json("{'trace_id': '%s', 'project_name': '%s', 'name': 'patched'}"));
      assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }
    assertThat(recomputed.join()).startsWith("{\"spans\":300,");

    JsonNode all =
        client.get("/v1/private/spans?size=300&project_name=" + project).json().get("content");
    List<String> named = new ArrayList<>();
    for (JsonNode span : all) {
      assertThat(span.get("total_estimated_cost").asDouble()).isEqualTo(1);
      if (span.path("name").asString("").equals("patched")) {
        named.add(span.get("id").asString());
      }
    }
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(patched.stream().map(UUID::toString).toList());
  }

  @Test
  void allSpansOfALargeProjectAreReached() {
    List<String> spans =
        IntStream.range(0, 1000)
            .mapToObj(i -> span("'model': 'gpt-4o', 'usage': {'prompt_tokens': 1000}"))
            .toList();
    logBatch(before, spans);
    logBatch(before, spans);
    logBatch(before, spans.subList(0, 5));
    String large = span("'model': 'gpt-4o', 'usage': {'prompt_tokens': 1000}, 'input': '%s'");
    String input = "x".repeat(3 << 20);
    for (int i = 0; i < 6; i++) {
      log(before, large.replace("%s", input));
    }

    assertThat(recompute()).isEqualTo("{\"spans\":2011,\"changed\":2011}");
    assertThat(recompute()).isEqualTo("{\"spans\":2011,\"changed\":0}");
  }

  @Test
  void aProjectThatIsNotThereIsNotFound() {
    String path = "/v1/private/opik-desktop/projects/%s/recompute-costs";

    assertThat(client.post(path.formatted(TimeOrderedIds.next()), "").status()).isEqualTo(404);
    assertThat(client.post(path.formatted("x"), "").status()).isEqualTo(404);
  }

  private String recompute() {
    String id =
        client
            .post("/v1/private/projects/retrieve", json("{'name': '%2$s'}"))
            .json()
            .get("id")
            .asString();
    Answer answer = client.post("/v1/private/opik-desktop/projects/" + id + "/recompute-costs", "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }

  /** A span of this test's trace, with quotes as apostrophes. */
  private String span(String fields) {
    return json(
        "{'trace_id': '%1$s', 'project_name': '%2$s', 'provider': 'openai', 'type': 'llm',"
            + " 'start_time': '2026-11-23T11:00:00Z', "
            + fields.replace("%", "%%")
            + "}");
  }

  private String json(String text) {
    return text.formatted(trace, project).replace('\'', '"');
  }

  private static UUID log(LocalClient to, String span) {
    Answer answer = to.post("/v1/private/spans", span);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return UUID.fromString(answer.header("Location").replaceFirst(".*/", ""));
  }

  private static void logBatch(LocalClient to, List<String> spans) {
    Answer answer =
        to.post(
            "/v1/private/spans/batch",
            spans.stream().collect(Collectors.joining(",", "{\"spans\":[", "]}")));
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private void logTrace() {
    before.post(
        "/v1/private/traces",
        json("{'id': '%s', 'project_name': '%s', 'start_time': '2026-11-23T11:00:00Z'}"));
  }

  private static JsonNode read(String what) {
    return client.get("/v1/private/" + what).json();
  }

  private static double cost(UUID span) {
    return read("spans/" + span).path("total_estimated_cost").asDouble();
  }
}
