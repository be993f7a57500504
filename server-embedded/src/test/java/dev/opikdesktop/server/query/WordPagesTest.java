package dev.opikdesktop.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.Statement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pages and streams of what has a word that more rows may have than are looked into at first. */
class WordPagesTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());

  private static final String PROJECT = "word-pages-" + UUID.randomUUID();
  private static final int ROWS = 300;
  private static final int REWRITTEN = 200;
  private static final int PAGE = 7;
  private static final int PAGES = 3;

  /** Texts by id and the trace of each span; a trace is its own. */
  private static final Map<String, Map<UUID, String>> TEXTS = new LinkedHashMap<>();

  private static final Map<UUID, UUID> TRACES = new LinkedHashMap<>();

  @BeforeAll
  static void writeTwice() {
    Analytics analytics = RunningServer.shared().stores().analytics();
    List<UUID> parents = Stream.generate(TimeOrderedIds::next).limit(11).toList();
    for (String entities : List.of("traces", "spans")) {
      Map<UUID, String> texts = new LinkedHashMap<>();
      for (int i = 0; i < ROWS; i++) {
        UUID id = TimeOrderedIds.next();
        texts.put(id, text(i) + " formerly");
        TRACES.put(id, entities.equals("spans") ? parents.get(i * 7 % parents.size()) : id);
      }
      write(entities, texts);
      // The rows from before have the index, those that come now do not.
      analytics.execute(Statement.of("OPTIMIZE TABLE " + entities + " FINAL"));
      Map<UUID, String> again = new LinkedHashMap<>();
      List<UUID> ids = List.copyOf(texts.keySet());
      for (int i = ROWS - REWRITTEN; i < ROWS; i++) {
        again.put(ids.get(i), text(i));
      }
      write(entities, again);
      texts.putAll(again);
      TEXTS.put(entities, texts);
    }
  }

  private static String text(int row) {
    return "everywhere "
        + (row < 100 ? "bygone " : "")
        + (row < 40 ? "side by side, 数据分析" : "side, by the side, 数据。据分。分析")
        + (row % 3 == 0 ? " third 第三" : "");
  }

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  static Stream<Arguments> searches() {
    return Stream.of(
            "everywhere",
            "very",
            "bygone",
            "formerly",
            "side by side",
            "third",
            "数据",
            "据分",
            "数据分析",
            "据分析",
            "第三",
            "side 数据",
            "nowhere",
            "无处")
        .flatMap(text -> Stream.of("traces", "spans").map(kind -> Arguments.of(kind, text)));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void aSearchShowsTheNewestThatHaveTheTextAndCountsAll(String entities, String text) {
    List<String> expected =
        having(
            entities,
            text,
            Comparator.comparing((UUID id) -> TRACES.get(id).toString())
                .thenComparing(UUID::toString));

    for (int page = 1; page <= PAGES; page++) {
      JsonNode found =
          CLIENT
              .get(
                  "/v1/private/%s?project_name=%s&size=%d&page=%d&search=%s"
                      .formatted(entities, PROJECT, PAGE, page, encoded(text)))
              .json();
      assertThat(found.path("total").asInt()).isEqualTo(expected.size());
      assertThat(ids(found.path("content"))).isEqualTo(page(expected, page));
    }
  }

  @ParameterizedTest
  @MethodSource("searches")
  void aSearchFindsTheSameInAnotherOrder(String entities, String text) {
    String field = entities.equals("traces") ? "span_count" : "feedback_scores.none";
    String sorting = "[{\"field\": \"" + field + "\", \"direction\": \"DESC\"}]";

    JsonNode found =
        CLIENT
            .get(
                "/v1/private/%s?project_name=%s&size=%d&search=%s&sorting=%s"
                    .formatted(entities, PROJECT, ROWS, encoded(text), encoded(sorting)))
            .json();

    assertThat(ids(found.path("content")))
        .containsExactlyInAnyOrderElementsOf(
            having(entities, text, Comparator.comparing(UUID::toString)));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void aStreamFindsTheNewestThatHaveTheText(String entities, String text) {
    List<String> expected = having(entities, text, Comparator.comparing(UUID::toString));
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("project_name", PROJECT).put("limit", PAGE);
    body.putArray("filters")
        .addObject()
        .put("field", "input")
        .put("operator", "contains")
        .put("value", text);

    for (int page = 1; page <= PAGES; page++) {
      String answer = CLIENT.post("/v1/private/" + entities + "/search", body.toString()).text();
      List<String> found =
          answer.lines().map(line -> Json.MAPPER.readTree(line).path("id").asString()).toList();
      assertThat(found).isEqualTo(page(expected, page));
      if (!found.isEmpty()) {
        body.put("last_retrieved_id", found.getLast());
      }
    }
  }

  private static List<String> having(String entities, String text, Comparator<UUID> order) {
    return TEXTS.get(entities).entrySet().stream()
        .filter(entry -> entry.getValue().contains(text))
        .map(Map.Entry::getKey)
        .sorted(order.reversed())
        .map(UUID::toString)
        .toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> page(List<String> all, int page) {
    return all.stream().skip((page - 1L) * PAGE).limit(PAGE).toList();
  }

  private static List<String> ids(JsonNode entities) {
    return StreamSupport.stream(entities.spliterator(), false)
        .map(entity -> entity.path("id").asString())
        .toList();
  }

  private static void write(String entities, Map<UUID, String> texts) {
    ArrayNode batch = Json.MAPPER.createArrayNode();
    texts.forEach(
        (id, text) -> {
          ObjectNode entity = batch.addObject();
          entity.put("id", id.toString()).put("project_name", PROJECT).put("name", "n");
          entity.put("start_time", "2026-01-01T00:00:00Z");
          entity.putObject("input").put("text", text);
          if (entities.equals("spans")) {
            entity.put("trace_id", TRACES.get(id).toString()).put("type", "general");
          }
        });
    String body = Json.MAPPER.createObjectNode().set(entities, batch).toString();
    assertThat(CLIENT.post("/v1/private/" + entities + "/batch", body).status()).isEqualTo(204);
  }
}
