package dev.opikdesktop.desktop.explorer.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.query.Operator;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Filters of a trace's spans, as the real server answers them. */
class SpanFilterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String project = "filter-" + UUID.randomUUID();
  private final String trace = id(0);
  private final Instant start = Instant.now().minusSeconds(20);
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
            .formatted(trace, project, start, start.plusSeconds(9)));
    span(1, null, "plan", "general", 4, "");
    span(
        2,
        id(1),
        "ask",
        "llm",
        3,
        """
        ,"model":"gpt-4o","provider":"openai","usage":{"prompt_tokens":400,"completion_tokens":77},
        "tags":["slow"],"metadata":{"attempt":{"number":2}},"input":{"question":"Where is it?"}
        """);
    span(3, id(1), "look up", "tool", 1, ",\"output\":{\"found\":\"nothing\"}");
    span(
        4,
        null,
        "ask again",
        "llm",
        1,
        """
        ,"model":"gpt-4o-mini","provider":"openai",
        "error_info":{"exception_type":"TimeoutError","traceback":"at the far gateway"}
        """);
    drawing = new Drawing(URI.create("http://localhost:" + port));
    model = new TraceModel(drawing.client(), drawing.background(), Clock.systemUTC());
    drawing.follow(model::changed);
    String projectId = drawing.client().trace(trace).projectId();
    drawing.run(() -> model.open(projectId, trace, null));
    await().atMost(PATIENCE).until(() -> names().size() == 5);
  }

  @AfterEach
  void close() {
    drawing.close();
    http.close();
  }

  @Test
  void conditionsOnFieldsPayloadsAndUsageLeaveTheHitsAndTheWayToThem() {
    shows("type", "", Operator.EQUAL, "tool", "run", "plan", "look up");
    shows("metadata", "attempt.number", Operator.EQUAL, "2", "run", "plan", "ask");
    shows("output", "", Operator.CONTAINS, "nothing", "run", "plan", "look up");
    shows("usage", "completion_tokens", Operator.GREATER, "70", "run", "plan", "ask");
    shows("duration", "", Operator.GREATER, "2500", "run", "plan", "ask");
    shows("tags", "", Operator.CONTAINS, "slow", "run", "plan", "ask");
    shows("error_type", "", Operator.EQUAL, "TimeoutError", "run", "ask again");
    shows("provider", "", Operator.EQUAL, "openai", "run", "plan", "ask", "ask again");
    assertThat(drawing.on(() -> model.rows().stream().map(SpanRow::mark).toList()))
        .containsExactly(SpanRow.Mark.WAY, SpanRow.Mark.WAY, SpanRow.Mark.NONE, SpanRow.Mark.NONE);
    await().atMost(PATIENCE).until(() -> hits().equals("2 hits"));
  }

  @Test
  void conditionsAreCombinedWithEachOtherAndWithWords() {
    add("model", "", Operator.STARTS_WITH, "gpt-4o");
    add("error_info", "", Operator.IS_EMPTY, "");
    shown("run", "plan", "ask");

    drawing.run(() -> model.filter().wordsProperty().set("nowhere"));
    shown("run");
    await().atMost(PATIENCE).until(() -> hits().equals("No hits"));

    drawing.run(() -> model.filter().clear());
    shown("run", "plan", "ask", "look up", "ask again");
    assertThat(drawing.on(() -> model.filter().isNarrowed())).isFalse();
    assertThat(hits()).isEmpty();
  }

  @Test
  void aSpanThatComesLaterIsFilteredToo() {
    add("type", "", Operator.EQUAL, "tool");
    shown("run", "plan", "look up");

    span(5, id(4), "look again", "tool", 1, "");
    span(6, null, "think", "general", 1, "");

    shown("run", "plan", "look up", "ask again", "look again");
  }

  @Test
  void wordsAreFoundInTracebacksAndInUsage() {
    drawing.run(() -> model.filter().wordsProperty().set("far gateway"));
    shown("run", "ask again");

    drawing.run(() -> model.filter().wordsProperty().set("completion_tok"));
    shown("run", "plan", "ask");

    drawing.run(() -> model.filter().wordsProperty().set("400"));
    shown("run", "plan", "ask");
  }

  @Test
  void theTableOfSpansTakesTheFilterOver() {
    drawing.run(
        () -> {
          model.filter().kindProperty(SpanKind.LLM).set(true);
          model.filter().errorsProperty().set(true);
          model.filter().query().add("provider", "", Operator.EQUAL, "openai");
        });

    String condition = drawing.on(() -> model.filter().wholeCondition());
    LogView view = LogView.spansOfTrace(trace, condition, "again");
    LogQuery query =
        LogQuery.all(drawing.client().trace(trace).projectId(), LogKind.SPANS)
            .searching(view.oql(), view.search());
    assertThat(drawing.client().logs().list(query, 1, 10).content())
        .extracting(LogRecord::name)
        .containsExactly("ask again");
  }

  @Test
  void whatTheSpansHoldIsOfferedToWhoeverWritesAFilter() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        drawing.on(() -> model.filter().query().vocabulary().values("model", "")))
                    .containsExactly("gpt-4o", "gpt-4o-mini"));
  }

  private void shows(String field, String key, Operator operator, String value, String... names) {
    drawing.run(() -> model.filter().clear());
    add(field, key, operator, value);
    shown(names);
  }

  private void add(String field, String key, Operator operator, String value) {
    drawing.run(() -> model.filter().query().add(field, key, operator, value));
  }

  private void shown(String... names) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(names()).containsExactly(names));
  }

  private void span(int number, String parent, String name, String type, int seconds, String more) {
    Instant begin = start.plusMillis(number);
    http.post(
        "/v1/private/spans/batch",
        """
        {"spans":[{"id":"%s","trace_id":"%s",%s"project_name":"%s","name":"%s","type":"%s","start_time":"%s","end_time":"%s"%s}]}
        """
            .formatted(
                id(number),
                trace,
                parent == null ? "" : "\"parent_span_id\":\"" + parent + "\",",
                project,
                name,
                type,
                begin,
                begin.plusSeconds(seconds),
                more));
  }

  private String hits() {
    return drawing.on(() -> model.hitsTextProperty().get());
  }

  private List<String> names() {
    return drawing.on(() -> model.rows().stream().map(row -> row.node().name()).toList());
  }

  private String id(int number) {
    return "019ab000-%04x-7000-8000-%012x"
        .formatted(
            number,
            UUID.nameUUIDFromBytes(project.getBytes(UTF_8)).getLeastSignificantBits()
                & 0xffffffffffffL);
  }
}
