package dev.opikdesktop.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.oql.Question;
import dev.opikdesktop.server.queues.HoldingQueues;
import dev.opikdesktop.server.threads.ThreadExamples.Example;
import dev.opikdesktop.server.threads.ThreadExamples.Part;
import dev.opikdesktop.server.threads.ThreadExamples.Wanted;
import dev.opikdesktop.storage.Stores;
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
import tools.jackson.databind.node.ObjectNode;

/** Random conditions on random threads: the SQL finds what a plain evaluation in Java finds. */
class ThreadConditionsPropertyTest {
  private final Stores stores = RunningServer.shared().stores();
  private final ThreadTable table = new ThreadTable(stores.analytics());
  private final ThreadStore store =
      new ThreadStore(
          stores.analytics(),
          table,
          new HoldingQueues(stores.relational(), stores.analytics(), stores.coordination()));

  @Provide
  Arbitrary<List<Example>> threads() {
    return ThreadExamples.threads().list().ofMinSize(3).ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<Wanted>> conditions() {
    return ThreadExamples.conditions().list().ofSize(15);
  }

  @Property(tries = 11, shrinking = ShrinkingMode.BOUNDED)
  void theSqlFindsWhatAPlainEvaluationFinds(
      @ForAll("threads") List<Example> threads, @ForAll("conditions") List<Wanted> conditions) {
    try (ThreadProject project = new ThreadProject()) {
      Map<String, Example> stored = store(project, threads);
      UUID projectId = UUID.fromString(project.get("t0").get("project_id").asString());
      for (Wanted wanted : conditions) {
        ThreadSelection query =
            new ThreadSelection(
                projectId,
                wanted.condition(),
                new Condition.And(List.of()),
                new IdTimeRange(Optional.empty(), Optional.empty()));
        List<Example> found =
            store
                .page(
                    Caller.LOCAL,
                    new ThreadPageQuery(
                        query,
                        new PageRequest(1, 100),
                        Optional.empty(),
                        new Shape(false, false, Set.of())))
                .stream()
                .map(thread -> stored.get(thread.id()))
                .toList();
        List<Example> expected = threads.stream().filter(wanted.plain()).toList();
        assertThat(found).as(wanted.shown()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(store.count(Caller.LOCAL, query)).as(wanted.shown()).isEqualTo(expected.size());
      }
    }
  }

  @Provide
  Arbitrary<List<Question<Example>>> questions() {
    return Question.trees(
            () ->
                ThreadExamples.comparisons()
                    .map(wanted -> new Question<>(wanted.shown(), wanted.plain())))
        .list()
        .ofSize(12);
  }

  @Property(tries = 3, shrinking = ShrinkingMode.BOUNDED)
  void aQueryFindsWhatAPlainEvaluationFinds(
      @ForAll("threads") List<Example> threads,
      @ForAll("questions") List<Question<Example>> questions) {
    try (ThreadProject project = new ThreadProject()) {
      Map<String, Example> stored = store(project, threads);
      for (Question<Example> question : questions) {
        question.ask(
            project.client, "/v1/private/traces/threads?project_name=" + project.name, stored);
      }
    }
  }

  private static Map<String, Example> store(ThreadProject project, List<Example> threads) {
    Map<String, Example> stored = new HashMap<>();
    List<ObjectNode> traces = new ArrayList<>();
    for (Example thread : threads) {
      String id = "t" + stored.size();
      stored.put(id, thread);
      thread.parts().forEach(part -> traces.add(trace(project, id, part)));
    }
    project.send(traces.toArray(ObjectNode[]::new));
    stored.forEach(
        (id, thread) -> {
          if (!thread.tags().isEmpty()) {
            ObjectNode body = Json.MAPPER.createObjectNode();
            body.set("tags", Json.MAPPER.valueToTree(thread.tags()));
            String path = "/v1/private/traces/threads/" + project.modelId(id);
            assertThat(project.client.patch(path, body.toString()).status()).isEqualTo(204);
          }
          if (thread.isClosed()) {
            project.close(id);
          }
        });
    return stored;
  }

  private static ObjectNode trace(ThreadProject project, String threadId, Part part) {
    ObjectNode trace = project.trace(threadId, part.start());
    trace.remove("end_time");
    if (part.taken() != null) {
      trace.put("end_time", part.endTime().toString());
    }
    if (!part.input().isEmpty()) {
      trace.set("input", Json.MAPPER.readTree(part.input()));
    }
    if (!part.output().isEmpty()) {
      trace.set("output", Json.MAPPER.readTree(part.output()));
    }
    if (!part.source().equals("unknown")) {
      trace.put("source", part.source());
    }
    return trace.put("environment", part.environment());
  }
}
