package dev.opikdesktop.desktop.explorer.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Annotations;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.ScoreDefinition;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.LoggedRows;
import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnotateModelTest {
  private static final RunningServer SERVER = RunningServer.shared();

  private final LoggedTrace logged = LoggedTrace.on(SERVER);
  private Drawing drawing;
  private AnnotateModel model;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:" + SERVER.server().restPort()));
    model = new AnnotateModel(drawing.client(), drawing.background(), Clock.systemUTC());
    show(LogKind.TRACES, logged.traceId());
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void aScoreIsGivenChangedExplainedAndTakenBack() {
    drawing.run(() -> model.score("tone", 0.5, ""));
    awaitShown(said -> said.score("tone") != null && said.score("tone").value() == 0.5);

    drawing.run(() -> model.score("tone", 0.75, "", "friendly"));
    awaitShown(said -> said.score("tone").reason().equals("friendly"));

    drawing.run(() -> model.score("tone", 1, ""));
    awaitShown(said -> said.score("tone").value() == 1);
    assertThat(said().score("tone").reason()).isEqualTo("friendly");

    drawing.run(() -> model.removeScore("tone", ""));
    awaitShown(said -> said.scores().isEmpty());
  }

  @Test
  void aThreadIsScoredByTheIdThatItsTracesShare() {
    LoggedRows rows = new LoggedRows(1);
    String project = rows.project(drawing.client()).id();
    drawing.run(
        () -> model.show(new AnnotateModel.Target(LogKind.THREADS, project, "talk-0", "talk-0")));

    drawing.run(() -> model.score("resolved", 1, "yes", "It came."));
    awaitShown(said -> said.score("resolved") != null);
    assertThat(said().score("resolved").category()).isEqualTo("yes");
    assertThat(said().score("resolved").reason()).isEqualTo("It came.");

    drawing.run(() -> model.removeScore("resolved", ""));
    awaitShown(said -> said.scores().isEmpty());
  }

  @Test
  void aScoreSaysWhereItCameFromAndATraceWhatItsSpansWereGiven() {
    show(LogKind.SPANS, logged.spanId());
    drawing.run(() -> model.score("useful", 0.5, "", "half"));
    awaitShown(said -> said.score("useful") != null);
    Annotations.Given given = said().score("useful");
    assertThat(given.authors())
        .containsExactly(
            new Annotations.Author(given.authors().getFirst().name(), 0.5, "", "half", "ui"));
    assertThat(said().spanScores()).isEmpty();

    show(LogKind.TRACES, logged.traceId());

    awaitShown(said -> !said.spanScores().isEmpty());
    assertThat(said().scores()).isEmpty();
    assertThat(said().spanScores().getFirst().name()).isEqualTo("useful");
    assertThat(said().spanScores().getFirst().value()).isEqualTo(0.5);
  }

  @Test
  void aScoreIsGivenToWhatIsNotShown() throws Exception {
    AnnotateModel.Target span =
        new AnnotateModel.Target(
            LogKind.SPANS, logged.projectId(), logged.traceId(), logged.spanId());
    CompletableFuture<Boolean> done = new CompletableFuture<>();

    drawing.run(() -> model.give(span, "tone", 1, "good", "Short.", done::complete));

    assertThat(done.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said().scores()).isEmpty();
    Annotations.Given given =
        drawing
            .client()
            .annotations()
            .of(LogKind.SPANS, logged.projectId(), logged.spanId())
            .score("tone");
    assertThat(given).isNotNull();
    assertThat(given.category()).isEqualTo("good");
    assertThat(given.reason()).isEqualTo("Short.");
  }

  @Test
  void whatCouldNotBeGivenIsShownWithWhy() throws Exception {
    AnnotateModel.Target span =
        new AnnotateModel.Target(
            LogKind.SPANS, logged.projectId(), logged.traceId(), logged.spanId());
    CompletableFuture<Boolean> done = new CompletableFuture<>();

    drawing.run(() -> model.give(span, "tone", 1e15, "", "", done::complete));

    assertThat(done.get(30, TimeUnit.SECONDS)).isFalse();
    assertThat(drawing.on(() -> model.targetProperty().get())).isEqualTo(span);
    assertThat(drawing.on(() -> model.failureProperty().get())).isNotEmpty();
  }

  @Test
  void aCommentIsWrittenChangedAndDeleted() {
    drawing.run(() -> model.comment("  Total is right. "));
    awaitShown(said -> said.comments().size() == 1);
    Annotations.Comment comment = said().comments().getFirst();
    assertThat(comment.text()).isEqualTo("Total is right.");

    drawing.run(() -> model.changeComment(comment.id(), "Total is wrong."));
    awaitShown(said -> said.comments().getFirst().text().equals("Total is wrong."));

    drawing.run(() -> model.deleteComment(comment.id()));
    awaitShown(said -> said.comments().isEmpty());
  }

  @Test
  void tagsOfASpanAreAddedAndTakenAway() {
    show(LogKind.SPANS, logged.spanId());

    drawing.run(() -> model.addTag("odd"));
    awaitShown(said -> said.tags().contains("odd"));

    drawing.run(() -> model.removeTag("odd"));
    awaitShown(said -> said.tags().isEmpty());
  }

  @Test
  void aDefinedScoreIsAWordOfTheDefinition() {
    String name = "mood-" + UUID.randomUUID();
    logged.define(
        "{\"name\":\"%s\",\"type\":\"categorical\",\"details\":{\"categories\":{\"bad\":0,\"good\":1}}}"
            .formatted(name));
    drawing.run(model::refresh);
    await()
        .until(
            () ->
                drawing.on(
                    () ->
                        model.definitionsProperty().get().stream()
                            .anyMatch(
                                known ->
                                    known instanceof ScoreDefinition.Categorical words
                                        && words.name().equals(name)
                                        && words.values().get("good") == 1)));

    drawing.run(() -> model.score(name, 1, "good"));

    awaitShown(said -> said.score(name) != null && said.score(name).category().equals("good"));
  }

  @Test
  void whatIsDefinedMeanwhileIsOfferedAtOnce() {
    drawing.follow(model::changed);
    String name = "late-" + UUID.randomUUID();

    logged.define(
        "{\"name\":\"%s\",\"type\":\"numerical\",\"details\":{\"min\":0,\"max\":1}}"
            .formatted(name));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                drawing.on(
                    () ->
                        model.definitionsProperty().get().stream()
                            .anyMatch(known -> known.name().equals(name))));
  }

  @Test
  void aWriteThatIsRefusedSaysWhyAndCanBeTriedAgain() {
    drawing.run(() -> model.score("far", 1e30, ""));

    await().until(() -> !drawing.on(() -> model.failureProperty().get()).isEmpty());
    assertThat(said().scores()).isEmpty();

    drawing.run(model::retry);
    assertThat(drawing.on(() -> model.failureProperty().get())).isEmpty();
  }

  private void show(LogKind kind, String id) {
    drawing.run(
        () -> model.show(new AnnotateModel.Target(kind, logged.projectId(), logged.traceId(), id)));
  }

  private Annotations said() {
    return drawing.on(() -> model.shownProperty().get());
  }

  private void awaitShown(Predicate<Annotations> wanted) {
    await().until(() -> wanted.test(said()));
  }
}
