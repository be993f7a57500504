package dev.opikdesktop.desktop.explorer.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.LoggedRows;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a whole server. */
class LookUpTest {
  private final LoggedRows logged = new LoggedRows(3);
  private final Vocabulary vocabulary = new Vocabulary();
  private Drawing drawing;
  private LookUp lookUp;

  @BeforeEach
  void open() {
    drawing = new Drawing(LoggedRows.url());
    lookUp = new LookUp(drawing.client(), drawing.background(), vocabulary);
    String project = logged.project(drawing.client()).id();
    drawing.run(() -> lookUp.turnTo(project));
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void valuesAreKnownOfEveryKindOfRow() {
    about(LogKind.TRACES, "tags");
    about(LogKind.SPANS, "model");
    about(LogKind.SPANS, "provider");
    about(LogKind.TRACES, "name");

    awaitKnown(() -> vocabulary.values("tags", ""), "even", "odd");
    awaitKnown(() -> vocabulary.values("model", ""), "gpt-4o");
    awaitKnown(() -> vocabulary.values("provider", ""), "openai");
    awaitKnown(() -> vocabulary.values("name", ""), "answer-0", "answer-1", "answer-2");
  }

  @Test
  void valuesOfMetadataAreKnownOnceTheirKeyIs() {
    try (LocalClient client = new LocalClient(RunningServer.shared().server().restPort())) {
      client.post(
          "/v1/private/traces/batch",
          """
          {"traces": [{"id": "%s", "project_name": "%s", "name": "told",
            "start_time": "2026-11-23T12:00:00Z", "metadata": {"channel": "phone"}}]}
          """
              .formatted(TimeOrderedIds.next(), logged.project()));
    }

    about(LogKind.TRACES, "metadata.channel");
    drawing.run(() -> vocabulary.key("metadata", "channel"));
    about(LogKind.TRACES, "metadata.channel");

    awaitKnown(() -> vocabulary.values("metadata", "channel"), "phone");
  }

  @Test
  void keysAreKnown() {
    about(LogKind.TRACES, "usage");
    about(LogKind.TRACES, "feedback_scores");

    awaitKnown(() -> vocabulary.keys("usage"), "total_tokens", "prompt_tokens");
    awaitKnown(() -> vocabulary.keys("feedback_scores"), "helpful");
  }

  @Test
  void whatNobodyCanTellIsNotAsked() {
    about(LogKind.THREADS, "model");
    about(LogKind.TRACES, "input");

    assertThat(drawing.on(() -> vocabulary.values("type", ""))).contains("llm", "tool");
  }

  private void about(LogKind kind, String field) {
    drawing.run(() -> lookUp.about(kind, Subject.read(field)));
  }

  private void awaitKnown(Callable<List<String>> question, String... expected) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(drawing.on(question)).contains(expected));
  }
}
