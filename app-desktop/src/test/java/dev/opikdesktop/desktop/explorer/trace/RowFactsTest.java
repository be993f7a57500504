package dev.opikdesktop.desktop.explorer.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the rows of a tree and the card of one say, of spans as the real server tells them. */
class RowFactsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String project = "facts-" + UUID.randomUUID();
  private final String trace = id(0);
  private final Instant start = Instant.parse("2026-11-23T12:00:00Z");
  private LocalClient http;
  private Drawing drawing;
  private TraceModel model;

  @BeforeEach
  void open() {
    int port = RunningServer.shared().server().restPort();
    http = new LocalClient(port);
    http.post(
        "/v1/private/traces",
        """
        {"id":"%s","project_name":"%s","name":"run","start_time":"%s","end_time":"%s"}
        """
            .formatted(trace, project, start, start.plusSeconds(2)));
    http.post(
        "/v1/private/spans/batch",
        """
        {"spans":[{"id":"%s","trace_id":"%s","project_name":"%s","name":"ask","type":"llm","start_time":"%s","end_time":"%s",
          "model":"gpt-4o","provider":"openai","total_estimated_cost":0.0118,"tags":["slow","dear"],
          "usage":{"prompt_tokens":4212,"completion_tokens":718,"total_tokens":4930},
          "error_info":{"exception_type":"TimeoutError","message":"took too long","traceback":"at x"}}]}
        """
            .formatted(id(1), trace, project, start, start.plusMillis(1_710)));
    drawing = new Drawing(URI.create("http://localhost:" + port));
    model =
        new TraceModel(
            drawing.client(),
            drawing.background(),
            Clock.fixed(start.plusSeconds(60), ZoneOffset.UTC));
    drawing.follow(model::changed);
    String projectId = drawing.client().trace(trace).projectId();
    drawing.run(() -> model.open(projectId, trace, null));
    await().atMost(PATIENCE).until(() -> drawing.on(() -> model.rows().size()) == 2);
  }

  @AfterEach
  void close() {
    drawing.close();
    http.close();
  }

  @Test
  void rowsSayTheUsualFactsUntilOthersAreChosen() {
    RowText usual = row();
    assertThat(usual.title()).isEqualTo("gpt-4o · ask");
    assertThat(usual.failure()).isEqualTo("TimeoutError");
    assertThat(usual.duration()).isEqualTo("1.71 s");
    assertThat(usual.facts()).isEqualTo("$0.0118 · 4,930");
    assertThat(usual.spoken(SpanKind.LLM))
        .isEqualTo("LLM call gpt-4o · ask, TimeoutError, 1.71 s, $0.0118, 4,930");

    choose(RowFact.PROVIDER, RowFact.TOKENS_IN_OUT, RowFact.TAGS);
    RowText chosen = row();
    assertThat(chosen.title()).isEqualTo("ask");
    assertThat(chosen.duration()).isEmpty();
    assertThat(chosen.facts()).isEqualTo("openai · 4,212 in · 718 out · 2 tags");
  }

  @Test
  void whatIsChosenIsRemembered() {
    choose(RowFact.COST, RowFact.SCORES);
    RowFacts next = new RowFacts();
    next.read(drawing.on(() -> model.rowFacts().text()));
    assertThat(next.shownProperty().get()).isEqualTo(Set.of(RowFact.COST, RowFact.SCORES));

    choose();
    next.read(drawing.on(() -> model.rowFacts().text()));
    assertThat(next.shownProperty().get()).isEmpty();

    RowFacts first = new RowFacts();
    first.read("");
    assertThat(first.shows(RowFact.DURATION)).isTrue();
    assertThat(first.shows(RowFact.TAGS)).isFalse();
  }

  @Test
  void scoresAndCommentsAreCountedAsTheyAreGiven() {
    choose(RowFact.SCORES, RowFact.COMMENTS);
    http.put(
        "/v1/private/spans/" + id(1) + "/feedback-scores",
        """
        {"name":"accuracy","value":0.5,"source":"ui"}
        """);
    await().atMost(PATIENCE).until(() -> row().facts().equals("1 score"));

    http.post("/v1/private/spans/" + id(1) + "/comments", "{\"text\":\"too slow\"}");
    await().atMost(PATIENCE).until(() -> row().facts().equals("1 score · 1 comment"));
  }

  @Test
  void theCardOfARowSaysAllThatIsKnownOfIt() {
    http.put(
        "/v1/private/spans/" + id(1) + "/feedback-scores",
        """
        {"name":"accuracy","value":0.5,"source":"ui"}
        """);
    List<Facts> told = new ArrayList<>();
    drawing.run(() -> model.card(model.rows().get(1), told::add));

    await().atMost(PATIENCE).until(() -> drawing.on(() -> told.size()) == 2);
    Facts card = drawing.on(told::getLast);
    assertThat(card.title()).isEqualTo("gpt-4o · ask");
    assertThat(card.subtitle()).isEqualTo("LLM call, span 1 of 1");
    assertThat(card.lines())
        .extracting(fact -> fact.name() + " = " + fact.value())
        .contains(
            "Model = gpt-4o",
            "Provider = openai",
            "Tokens = 4,212 in · 718 out",
            "Duration = 1.71 s",
            "Started = 23 Nov 2026, 12:00:00.000",
            "Ended = 23 Nov 2026, 12:00:01.710",
            "Tags = slow, dear",
            "accuracy = 0.5",
            "Error = TimeoutError: took too long")
        .noneMatch(line -> line.contains(id(1)));
  }

  private RowText row() {
    return drawing.on(() -> RowText.of(model.rows().get(1), model.rowFacts()));
  }

  private void choose(RowFact... facts) {
    Set<RowFact> wanted = Set.of(facts);
    drawing.run(
        () -> {
          for (RowFact fact : RowFact.values()) {
            model.rowFacts().show(fact, wanted.contains(fact));
          }
        });
  }

  private String id(int number) {
    return "019ab000-%04x-7000-8000-%012x"
        .formatted(
            number,
            UUID.nameUUIDFromBytes(project.getBytes(UTF_8)).getLeastSignificantBits()
                & 0xffffffffffffL);
  }
}
