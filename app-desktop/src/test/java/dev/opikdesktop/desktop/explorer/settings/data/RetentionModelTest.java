package dev.opikdesktop.desktop.explorer.settings.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.settings.data.RetentionModel.Scope;
import dev.opikdesktop.desktop.explorer.settings.data.RetentionModel.Shown;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionModelTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String project = "kept-" + UUID.randomUUID();
  private Drawing drawing;
  private RetentionModel model;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:" + SERVER.server().restPort()));
    model = new RetentionModel(drawing.client(), drawing.background());
    trace(1);
    trace(15);
    trace(16);
    drawing.run(model::refresh);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> scope().isPresent()));
  }

  /** Rules of the shared server would concern other tests. */
  @AfterEach
  void close() {
    rule().ifPresent(shown -> drawing.client().retention().end(shown.rule().id()));
    drawing.close();
  }

  @Test
  void aRuleSaysWhatItWouldDeleteIsMadeChangedAndSwitchedOff() {
    drawing.run(
        () -> {
          model.draftScopeProperty().set(scope().orElseThrow());
          model.draftKeptProperty().set(Retention.SHORT_14D);
          model.draftToPastProperty().set(true);
        });
    awaitConcern("It deletes 2 traces within an hour.");

    drawing.run(model::create);
    awaitRule("short_14d");
    assertThat(rule().orElseThrow().tooOld()).isEqualTo(2);
    assertThat(Words.of(rule().orElseThrow().rule(), ZoneOffset.UTC))
        .isEqualTo(
            "A trace is deleted with all of its spans 14 days after it began, also those from"
                + " before this rule.");

    Shown made = rule().orElseThrow();
    drawing.run(
        () -> {
          model.edit(made);
          model.draftKeptProperty().set(Retention.UNLIMITED);
        });
    awaitConcern("It deletes nothing now.");
    drawing.run(model::create);
    awaitRule("unlimited");

    Shown changed = rule().orElseThrow();
    drawing.run(() -> model.end(changed.rule()));
    await().atMost(PATIENCE).until(() -> rule().isEmpty());
  }

  private void awaitConcern(String sentence) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(drawing.on(() -> model.concernProperty().get())).isEqualTo(sentence));
  }

  private void awaitRule(String word) {
    await()
        .atMost(PATIENCE)
        .until(() -> rule().filter(shown -> shown.rule().retention().equals(word)).isPresent());
  }

  private Optional<Scope> scope() {
    return model.scopes().stream().filter(each -> each.name().equals(project)).findFirst();
  }

  private Optional<Shown> rule() {
    return drawing.on(
        () -> model.rules().stream().filter(each -> each.scope().equals(project)).findFirst());
  }

  private void trace(int daysOld) {
    Instant time = Instant.now().minus(Duration.ofDays(daysOld));
    try (LocalClient api = new LocalClient(SERVER.server().restPort())) {
      api.post(
          "/v1/private/traces",
          "{\"id\": \"%s\", \"project_name\": \"%s\", \"start_time\": \"%s\"}"
              .formatted(TimeOrderedIds.next(time), project, time));
    }
  }
}
