package dev.opikdesktop.server.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the recorded scenario does not ask of feedback definitions. */
class DefinitionsTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String PATH = "/v1/private/feedback-definitions";

  private final String run = UUID.randomUUID().toString();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'single' \"double\" `back`",
        "back\\slash \\n \\' \\\\",
        " lines\r\n\tand more ",
        "\uD83D\uDE00 \uD83D\uDC4D\uD83C\uDFFD \u8FD4\u4E8B \u0635\u062D",
        ":name <ids> ? {x} %s'; DROP TABLE feedback_definitions; --"
      })
  void textsComeBackAsTheyWere(String text) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("type", "categorical");
    body.put("name", text + run).put("description", text);
    body.putObject("details").putObject("categories").put(text, 1).put(text + "2", 0.25);

    JsonNode definition = get(created(CLIENT.post(PATH, body.toString())));

    assertThat(definition.path("name").asString()).isEqualTo(text + run);
    assertThat(definition.path("description").asString()).isEqualTo(text);
    assertThat(definition.path("details").path("categories").path(text).asInt()).isEqualTo(1);
    assertThat(definition.path("details").path("categories").path(text + "2").asDouble())
        .isEqualTo(0.25);
  }

  @Test
  void categoriesKeepTheirOrderAndNumbersTheirDigits() {
    String id =
        created(
            CLIENT.post(
                PATH,
                """
                {"name": "order-%s", "type": "categorical",
                 "details": {"categories": {"z": 1.50, "a": -2, "m": 12345678901234567890}}}
                """
                    .formatted(run)));

    assertThat(CLIENT.get(PATH + "/" + id).text())
        .contains("{\"categories\":{\"z\":1.50,\"a\":-2,\"m\":12345678901234567890}}");
  }

  @Test
  void detailsOfAThousandCategoriesAreKept() {
    ObjectNode body = Json.MAPPER.createObjectNode().put("type", "categorical");
    ObjectNode categories = body.put("name", run).putObject("details").putObject("categories");
    for (int i = 0; i < 1000; i++) {
      categories.put("a rather long name of a category, so that there are many bytes " + i, i);
    }

    JsonNode definition = get(created(CLIENT.post(PATH, body.toString())));

    assertThat(definition.path("details").path("categories")).hasSize(1000);
  }

  @Test
  void fieldsOfAnotherTypeAreNotKept() {
    String id =
        created(
            CLIENT.post(
                PATH,
                """
                {"name": "%s", "details": {"categories": 5, "min": "0", "max": 1.5, "x": []},
                 "type": "numerical", "created_by": "somebody", "id": "%s"}
                """
                    .formatted(run, UUID.randomUUID())));

    JsonNode definition = get(id);
    assertThat(definition.path("details").toString()).isEqualTo("{\"min\":0,\"max\":1.5}");
    assertThat(definition.path("created_by").asString()).isEqualTo("admin");
  }

  @ParameterizedTest
  @CsvSource({"!, 1", "%, 1", "_, 1", "'! % _ \\\\', 1", "'!%', 0", "\\\\, 1", "CASE, 1"})
  void aNameIsFoundByAnyPartInAnyCaseAndNothingIsAWildcard(String part, int found) {
    created(CLIENT.post(PATH, numerical(run + "! % _ \\\\ Case")));

    JsonNode page = list("name=" + encoded(part.replace("\\\\", "\\")) + "&size=1000");

    assertThat(
            page.path("content")
                .valueStream()
                .filter(each -> each.path("name").asString().startsWith(run)))
        .hasSize(found);
  }

  @Test
  void ofManyWhoCreateOneNameOneSucceeds() throws Exception {
    List<Future<Integer>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        calls.add(threads.submit(() -> CLIENT.post(PATH, numerical(run)).status()));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> call : calls) {
      statuses.add(call.get());
    }

    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    assertThat(list("name=" + run).path("total").asInt()).isEqualTo(1);
  }

  @Test
  void aReplacementKeepsWhoMadeItWhenAndItsOwnName() {
    String id = created(CLIENT.post(PATH, numerical(run)));
    JsonNode before = get(id);

    assertThat(CLIENT.put(PATH + "/" + id, numerical(run)).status()).isEqualTo(204);

    JsonNode after = get(id);
    assertThat(after.path("created_at")).isEqualTo(before.path("created_at"));
    assertThat(after.path("last_updated_at").asString())
        .isGreaterThan(before.path("last_updated_at").asString());
  }

  @Test
  void aBatchWithTheOneOfUsersDeletesNothing() {
    String id = created(CLIENT.post(PATH, numerical(run)));
    String users = list("name=User+feedback").path("content").path(0).path("id").asString();

    Answer answer =
        CLIENT.post(PATH + "/delete", "{\"ids\": [\"%s\", \"%s\"]}".formatted(id, users));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(get(id).path("name").asString()).isEqualTo(run);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'name': 'n', 'type': 'numerical', 'details': []}                               | 400
          {'name': 'n', 'type': 'numerical', 'details': 'x'}                              | 400
          {'name': 'n', 'type': 'numerical', 'details': {'min': 'x', 'max': 1}}           | 400
          {'name': 'n', 'type': 'numerical', 'details': null}                             | 422
          {'name': 'n', 'type': 'numerical', 'details': {'min': null, 'max': 1}}          | 422
          {'name': 'n', 'type': 'categorical', 'details': {'categories': [1, 2]}}         | 400
          {'name': 'n', 'type': 'categorical', 'details': {'categories': null}}           | 422
          {'name': 'n', 'type': 'categorical', 'details': {'categories': {'a': 1, 'b': null}}} | 422
          {'name': 'n', 'type': 'boolean', 'details': {'true_label': ' ', 'false_label': 'b'}} | 422
          {'name': ' ', 'type': 'boolean', 'details': {'true_label': 'a', 'false_label': 'b'}} | 422
          {'name': 'n', 'type': 5, 'details': {}}                                         | 400
          {'name': 'n', 'type': 'Numerical', 'details': {'min': 0, 'max': 1}}             | 400
          """)
  void aBodyThatIsNoDefinitionIsRefused(String body, int status) {
    Answer answer = CLIENT.post(PATH, body.replace('\'', '"'));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().has(status == 422 ? "errors" : "message")).isTrue();
  }

  @Test
  void aNameMayHave255CharactersAndNoMore() {
    String name = run + "n".repeat(255 - run.length());

    assertThat(CLIENT.post(PATH, numerical(name + "n")).status()).isEqualTo(422);
    assertThat(get(created(CLIENT.post(PATH, numerical(name)))).path("name").asString())
        .isEqualTo(name);
  }

  @Test
  void aDefinitionThatIsNotThereIsNotReplaced() {
    Answer answer = CLIENT.put(PATH + "/" + TimeOrderedIds.next(), numerical(run));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(list("name=" + run).path("total").asInt()).isZero();
  }

  private static String numerical(String name) {
    return "{\"name\": \"%s\", \"type\": \"numerical\", \"details\": {\"min\": 0, \"max\": 1}}"
        .formatted(name);
  }

  private static JsonNode list(String query) {
    Answer answer = CLIENT.get(PATH + "?" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode get(String id) {
    return CLIENT.get(PATH + "/" + id).json();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String created(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String location = answer.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
