package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a whole server. */
class MarkedModelTest {
  @TempDir Path folder;
  private final String name = "marked-" + UUID.randomUUID();
  private final LocalClient server = new LocalClient(RunningServer.shared().server().restPort());
  private Drawing drawing;
  private LogsModel logs;
  private MarkedModel marked;

  @BeforeEach
  void open() {
    for (int i = 0; i < 2; i++) {
      String trace = TimeOrderedIds.next().toString();
      send(
          "/v1/private/traces/batch",
          """
          {"traces": [{"id": "%s", "project_name": "%s", "name": "answer", "thread_id": "talk-%d",
            "start_time": "2026-11-23T12:00:0%dZ", "end_time": "2026-11-23T12:00:09Z", "tags": ["old"]}]}
          """
              .formatted(trace, name, i, i));
      send(
          "/v1/private/spans/batch",
          """
          {"spans": [{"id": "%s", "trace_id": "%s", "project_name": "%s", "name": "call", "type": "llm",
            "start_time": "2026-11-23T12:00:0%dZ", "end_time": "2026-11-23T12:00:09Z", "tags": ["old"]}]}
          """
              .formatted(TimeOrderedIds.next(), trace, name, i));
    }
    drawing = new Drawing(RunningServer.shared().server().restUrl());
    logs =
        new LogsModel(
            drawing.client(),
            drawing.background(),
            Clock.systemUTC(),
            WindowState.load(folder.resolve("window.properties")));
    marked = new MarkedModel(drawing.client(), drawing.background(), logs);
  }

  @AfterEach
  void close() {
    drawing.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(LogKind.class)
  void tagsAreAddedAndTakenAwayFromAllMarkedRows(LogKind kind) {
    show(kind);
    drawing.run(() -> logs.marks().set(rows(), true));

    drawing.run(() -> marked.tag(List.of("new"), true));
    await().untilAsserted(() -> assertThat(tags()).allMatch(tags -> tags.contains("new")));
    assertThat(drawing.on(() -> marked.resultProperty().get()))
        .isEqualTo("2 " + kind.plural() + " tagged");
    drawing.run(() -> marked.tag(List.of("new", "old"), false));

    await().untilAsserted(() -> assertThat(tags()).hasSize(2).allMatch(List::isEmpty));
    assertThat(drawing.on(() -> marked.failureProperty().get())).isEmpty();
  }

  @Test
  void deletedTracesAreGoneAndNothingIsMarked() {
    show(LogKind.TRACES);
    drawing.run(() -> logs.marks().set(rows().subList(0, 1), true));

    drawing.run(marked::delete);

    await().untilAsserted(() -> assertThat(drawing.on(this::rows)).hasSize(1));
    assertThat(drawing.on(() -> logs.marks().rows())).isEmpty();
  }

  @Test
  void oneRowIsDeletedThoughAnotherIsMarked() {
    show(LogKind.TRACES);
    LogRow kept = drawing.on(this::rows).getFirst();
    LogRow gone = drawing.on(this::rows).getLast();
    drawing.run(() -> logs.marks().set(List.of(kept), true));

    drawing.run(() -> marked.delete(gone));

    await().untilAsserted(() -> assertThat(drawing.on(this::rows)).hasSize(1));
    assertThat(drawing.on(this::rows).getFirst().id()).isEqualTo(kept.id());
    assertThat(drawing.on(() -> logs.marks().contains(kept))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(LogKind.class)
  void allThatMatchAreTaggedThoughOneWasUnmarkedAndNoneIsInSight(LogKind kind) {
    show(kind);
    drawing.run(
        () -> {
          logs.marks().setEverything();
          logs.marks().set(rows().subList(0, 1), false);
        });
    assertThat(drawing.on(() -> logs.marks().countProperty().get())).isEqualTo(1);

    drawing.run(() -> marked.tag(List.of("new"), true));

    await()
        .untilAsserted(
            () ->
                assertThat(tags().stream().filter(tags -> tags.contains("new")).count())
                    .isEqualTo(1));
    assertThat(drawing.on(() -> marked.progressProperty().get())).isEmpty();
  }

  @Test
  void anotherQueryUnmarksEverything() {
    show(LogKind.TRACES);
    drawing.run(logs.marks()::setEverything);

    drawing.run(() -> logs.narrow("name = \"other\"", ""));

    assertThat(drawing.on(() -> logs.marks().countProperty().get())).isZero();
  }

  @Test
  void whatCannotBeWrittenIsSaidWithHowManyRowsItCameTo() {
    show(LogKind.TRACES);
    drawing.run(logs.marks()::setEverything);
    drawing.client().close();

    drawing.run(() -> marked.tag(List.of("new"), true));

    await()
        .untilAsserted(
            () ->
                assertThat(drawing.on(() -> marked.failureProperty().get()))
                    .startsWith("Nothing was tagged: "));
  }

  private void show(LogKind kind) {
    Project project =
        drawing.client().projects().list(1, 500).content().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    drawing.run(
        () -> {
          logs.open(project);
          logs.show(kind);
        });
    await()
        .untilAsserted(
            () -> {
              assertThat(drawing.on(logs::kind)).isEqualTo(kind);
              assertThat(drawing.on(this::rows)).hasSize(2);
            });
  }

  private List<LogRow> rows() {
    return List.of(0, 1).stream().map(logs.rows()::rowAt).filter(row -> row != null).toList();
  }

  private List<List<String>> tags() {
    drawing.run(logs::refresh);
    return drawing.on(() -> rows().stream().map(LogRow::tags).toList());
  }

  private void send(String path, String json) {
    LocalClient.Answer answer = server.post(path, json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }
}
