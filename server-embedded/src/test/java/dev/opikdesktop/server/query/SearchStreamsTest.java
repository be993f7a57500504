package dev.opikdesktop.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.http.RawClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the recorded scenario does not ask of search streams, and whether there is anything. */
class SearchStreamsTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());

  private final String project = "search-" + UUID.randomUUID();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "spans"})
  void pageAfterPageFindsEveryEntityOnceInDescendingOrderOfIds(String entities) {
    List<UUID> ids = write(entities, 250, "");

    List<String> found = new ArrayList<>();
    String last = "";
    List<JsonNode> page;
    do {
      page = records(search(entities, "\"limit\": 40" + last));
      page.forEach(record -> found.add(record.path("id").asString()));
      last = page.isEmpty() ? "" : ", \"last_retrieved_id\": \"%s\"".formatted(found.getLast());
    } while (!page.isEmpty());

    List<String> expected = new ArrayList<>(ids.stream().map(UUID::toString).toList());
    Collections.reverse(expected);
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "spans"})
  void onlyTheNewestVersionIsFound(String entities) {
    UUID id = write(entities, 1, "").getFirst();
    CLIENT.patch(
        "/v1/private/" + entities + "/" + id,
        "{\"project_name\": \"%s\", \"trace_id\": \"%s\", \"name\": \"new\"}"
            .formatted(project, id));

    List<JsonNode> records = records(search(entities, "\"limit\": 10"));

    assertThat(records).hasSize(1);
    assertThat(records.getFirst().path("name").asString()).isEqualTo("new");
    assertThat(
            records(
                search(
                    entities,
                    "\"filters\": [{\"field\": \"name\", \"operator\": \"=\", \"value\": \"n\"}]")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "spans"})
  void largePayloadsArriveWholeInBlocks(String entities) {
    String text = "x".repeat(1_500_000);
    write(entities, 8, ", \"input\": \"%s\"".formatted(text));

    List<JsonNode> records = records(search(entities, "\"limit\": 2000"));

    assertThat(records).hasSize(8);
    assertThat(records)
        .allSatisfy(record -> assertThat(record.path("input").asString()).isEqualTo(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "spans"})
  void aListOfLargePayloadsIsWhole(String entities) {
    write(entities, 8, ", \"input\": \"%s\"".formatted("x".repeat(1_500_000)));

    JsonNode page =
        CLIENT.get("/v1/private/" + entities + "?size=100&project_name=" + project).json();

    assertThat(page.path("size").asInt()).isEqualTo(8);
    assertThat(page.path("content"))
        .allSatisfy(entity -> assertThat(entity.path("input").asString()).hasSize(1_500_000));
  }

  @Test
  void aReaderThatClosesEarlyLeavesTheServerInOrder() throws Exception {
    write("traces", 10, ", \"input\": \"%s\"".formatted("x".repeat(1_500_000)));
    String body = "{\"project_name\": \"%s\"}".formatted(project);

    for (int i = 0; i < 20; i++) {
      try (RawClient reader = new RawClient(RunningServer.shared().server().restPort())) {
        reader.send(
            "POST /v1/private/traces/search HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            "Content-Length: " + body.length(),
            "",
            body);
        assertThat(reader.in().readNBytes(15)).asString().isEqualTo("HTTP/1.1 200 OK");
      }
    }

    assertThat(records(search("traces", "\"exclude\": [\"input\"]"))).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "traces | \"limit\": -1                       | 422",
        "spans  | \"limit\": 2001                     | 422",
        "traces | \"limit\": null                     | 200",
        "traces | \"filters\": null                   | 200",
        "traces | \"exclude\": \"input\"              | 400",
        "spans  | \"exclude\": [\"span_count\"]       | 400",
        "spans  | \"type\": \"nope\"                  | 400",
        "spans  | \"trace_id\": \"nope\"              | 400",
        "traces | \"from_time\": \"yesterday\"        | 400",
        "traces | \"truncate\": null                  | 200"
      })
  void aBodyThatMakesNoSenseIsRefused(String entities, String more, int status) {
    write("traces", 1, "");

    Answer answer = search(entities, more);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  @Test
  void aProjectSaysWhetherItHasTracesAndOfWhichSource() {
    write("traces", 1, ", \"source\": \"playground\"");

    assertThat(exists("traces", "")).isTrue();
    assertThat(exists("traces", "&source=playground")).isTrue();
    assertThat(exists("traces", "&source=sdk")).isFalse();
    assertThat(exists("traces", "&thread_only=true")).isFalse();
    assertThat(exists("spans", "")).isFalse();
  }

  @Test
  void entitiesThatDoNotSayTheirSourceCountAsThoseOfAnSdk() {
    write("traces", 1, ", \"thread_id\": \"t\"");
    write("spans", 1, "");

    assertThat(exists("traces", "&source=sdk&thread_only=true")).isTrue();
    assertThat(exists("spans", "&source=sdk")).isTrue();
    assertThat(exists("spans", "&source=experiment")).isFalse();
  }

  private boolean exists(String entities, String more) {
    JsonNode answer =
        CLIENT
            .get("/v1/private/%s/exists?project_name=%s%s".formatted(entities, project, more))
            .json();
    return answer.path("exists").asBoolean();
  }

  private Answer search(String entities, String more) {
    return CLIENT.post(
        "/v1/private/%s/search".formatted(entities),
        "{\"project_name\": \"%s\", %s}".formatted(project, more));
  }

  private static List<JsonNode> records(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Arrays.stream(answer.text().split("\r\n"))
        .filter(record -> !record.isEmpty())
        .map(Json.MAPPER::readTree)
        .toList();
  }

  /** In ascending order of ids. */
  private List<UUID> write(String entities, int count, String more) {
    List<UUID> ids =
        IntStream.range(0, count).mapToObj(i -> TimeOrderedIds.next()).sorted().toList();
    List<String> bodies =
        ids.stream()
            .map(
                id ->
                    """
                    {"id": "%s", "project_name": "%s", "trace_id": "%s", "name": "n",
                    "start_time": "2026-01-01T00:00:00Z"%s}
                    """
                        .formatted(id, project, id, more))
            .toList();
    assertThat(
            CLIENT
                .post(
                    "/v1/private/%s/batch".formatted(entities),
                    "{\"%s\": [%s]}".formatted(entities, String.join(",", bodies)))
                .status())
        .isEqualTo(204);
    return ids;
  }
}
