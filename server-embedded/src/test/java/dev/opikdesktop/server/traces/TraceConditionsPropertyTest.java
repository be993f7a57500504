package dev.opikdesktop.server.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Example;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.Meaning;
import dev.opikdesktop.server.query.ScoreBatch;
import dev.opikdesktop.server.query.oql.OqlFields;
import dev.opikdesktop.server.query.oql.Question;
import dev.opikdesktop.server.queues.HoldingQueues;
import dev.opikdesktop.server.traces.TraceExamples.Row;
import dev.opikdesktop.storage.Stores;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import tools.jackson.databind.node.ArrayNode;

/** Random conditions on random traces: the SQL finds what a plain evaluation in Java finds. */
class TraceConditionsPropertyTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());

  private final Stores stores = RunningServer.shared().stores();
  private final TraceStore store =
      new TraceStore(
          stores.analytics(),
          new HoldingQueues(stores.relational(), stores.analytics(), stores.coordination()));

  @AfterContainer
  static void closeClient() {
    CLIENT.close();
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    return TraceExamples.rows().list().ofMinSize(4).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Example<Row>>> examples() {
    return TraceExamples.conditions().list().ofSize(24);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
  void theSqlFindsWhatAPlainEvaluationFinds(
      @ForAll("rows") List<Row> rows, @ForAll("examples") List<Example<Row>> examples) {
    String project = "conditions-" + UUID.randomUUID();
    UUID projectId = project(project);
    Map<UUID, Row> stored = store(project, rows);

    for (Example<Row> example : examples) {
      TracePageQuery query =
          new TracePageQuery(
              new TraceSelection(
                  projectId,
                  example.condition(),
                  new IdTimeRange(Optional.empty(), Optional.empty())),
              new PageRequest(1, 100),
              Optional.empty(),
              false,
              Set.of());
      List<Row> found = new ArrayList<>();
      Page<Trace> page = store.page(Caller.LOCAL, query);
      page.content().forEach(trace -> found.add(stored.get(trace.id())));
      List<Row> expected = rows.stream().filter(example.plain()).toList();
      assertThat(found).as(example.shown()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(page.total()).as(example.shown()).isEqualTo(expected.size());
    }
  }

  @Provide
  Arbitrary<List<Question<Row>>> questions() {
    Arbitrary<Question<Row>> single =
        TraceExamples.comparisons().map(example -> Question.of(example, OqlFields.TRACES));
    // The index of words is asked beside everything else.
    Arbitrary<Question<Row>> worded =
        Arbitraries.of("ab", "bA", "\u00E9a", "a")
            .map(
                word ->
                    Question.of(
                        "input",
                        "",
                        "contains",
                        word,
                        row -> Meaning.folded("contains", row.name(), word)));
    return Question.trees(() -> Arbitraries.frequencyOf(Tuple.of(4, single), Tuple.of(1, worded)))
        .list()
        .ofSize(12);
  }

  @Property(tries = 3, shrinking = ShrinkingMode.BOUNDED)
  void aQueryFindsWhatAPlainEvaluationFinds(
      @ForAll("rows") List<Row> rows, @ForAll("questions") List<Question<Row>> questions) {
    String project = "queries-" + UUID.randomUUID();
    Map<String, Row> stored = new HashMap<>();
    store(project, rows).forEach((id, row) -> stored.put(id.toString(), row));

    for (Question<Row> question : questions) {
      question.ask(CLIENT, "/v1/private/traces?project_name=" + project, stored);
    }
  }

  private static UUID project(String name) {
    String location =
        CLIENT.post("/v1/private/projects", "{\"name\": \"" + name + "\"}").header("Location");
    return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
  }

  private static Map<UUID, Row> store(String project, List<Row> rows) {
    Map<UUID, Row> stored = new HashMap<>();
    ArrayNode traces = Json.MAPPER.createArrayNode();
    ArrayNode spans = Json.MAPPER.createArrayNode();
    ScoreBatch scores = new ScoreBatch(project);
    ScoreBatch spanScores = new ScoreBatch(project);
    for (Row row : rows) {
      UUID id = TimeOrderedIds.next();
      stored.put(id, row);
      traces.add(row.traceJson(id, project).put("input", row.name()));
      row.llmSpanJson(id, TimeOrderedIds.next(), project).ifPresent(spans::add);
      scores.add(id, row.scores());
      for (Map<String, List<BigDecimal>> scoresOfSpan : row.spanScores()) {
        UUID span = TimeOrderedIds.next();
        spans.add(Row.spanJson(id, span, project, "tool"));
        spanScores.add(span, scoresOfSpan);
      }
    }
    send("traces", traces);
    if (!spans.isEmpty()) {
      send("spans", spans);
    }
    scores.send(CLIENT, "traces");
    spanScores.send(CLIENT, "spans");
    return stored;
  }

  private static void send(String what, ArrayNode entities) {
    String body = Json.MAPPER.createObjectNode().set(what, entities).toString();
    assertThat(CLIENT.post("/v1/private/" + what + "/batch", body).status()).isEqualTo(204);
  }
}
