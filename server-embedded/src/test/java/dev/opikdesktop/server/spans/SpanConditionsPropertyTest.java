package dev.opikdesktop.server.spans;

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
import dev.opikdesktop.server.query.ScoreBatch;
import dev.opikdesktop.server.query.oql.OqlFields;
import dev.opikdesktop.server.query.oql.Question;
import dev.opikdesktop.server.spans.SpanExamples.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import tools.jackson.databind.node.ArrayNode;

/** Random conditions on random spans: the SQL finds what a plain evaluation in Java finds. */
class SpanConditionsPropertyTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());

  private final SpanStore store = new SpanStore(RunningServer.shared().stores().analytics());

  @AfterContainer
  static void closeClient() {
    CLIENT.close();
  }

  @Provide
  Arbitrary<List<Row>> rows() {
    return SpanExamples.rows().list().ofMinSize(4).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Example<Row>>> examples() {
    return SpanExamples.conditions().list().ofSize(24);
  }

  @Property(tries = 14, shrinking = ShrinkingMode.BOUNDED)
  void theSqlFindsWhatAPlainEvaluationFinds(
      @ForAll("rows") List<Row> rows, @ForAll("examples") List<Example<Row>> examples) {
    String project = "conditions-" + UUID.randomUUID();
    UUID projectId = project(project);
    Map<UUID, Row> stored = store(project, rows);

    for (Example<Row> example : examples) {
      SpanPageQuery query =
          new SpanPageQuery(
              SpanSelection.of(
                  projectId,
                  example.condition(),
                  new IdTimeRange(Optional.empty(), Optional.empty())),
              new PageRequest(1, 100),
              Optional.empty(),
              false,
              Set.of());
      List<Row> found = new ArrayList<>();
      Page<Span> page = store.page(Caller.LOCAL, query);
      page.content().forEach(span -> found.add(stored.get(span.id())));
      List<Row> expected = rows.stream().filter(example.plain()).toList();
      assertThat(found).as(example.shown()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(page.total()).as(example.shown()).isEqualTo(expected.size());
    }
  }

  @Provide
  Arbitrary<List<Question<Row>>> questions() {
    return Question.trees(
            () -> SpanExamples.comparisons().map(one -> Question.of(one, OqlFields.SPANS)))
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
      question.ask(CLIENT, "/v1/private/spans?project_name=" + project, stored);
    }
  }

  private static UUID project(String name) {
    String location =
        CLIENT.post("/v1/private/projects", "{\"name\": \"" + name + "\"}").header("Location");
    return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
  }

  private static Map<UUID, Row> store(String project, List<Row> rows) {
    Map<UUID, Row> stored = new HashMap<>();
    ArrayNode spans = Json.MAPPER.createArrayNode();
    ScoreBatch scores = new ScoreBatch(project);
    UUID trace = TimeOrderedIds.next();
    for (Row row : rows) {
      UUID id = TimeOrderedIds.next();
      stored.put(id, row);
      spans.add(row.json(id, trace, project));
      scores.add(id, row.scores());
    }
    String body = Json.MAPPER.createObjectNode().set("spans", spans).toString();
    assertThat(CLIENT.post("/v1/private/spans/batch", body).status()).isEqualTo(204);
    scores.send(CLIENT, "spans");
    return stored;
  }
}
