package dev.opikdesktop.desktop.explorer.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.LoggedRows;
import dev.opikdesktop.desktop.wire.SupportAgent;
import dev.opikdesktop.desktop.wire.WireServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectsModelTest {
  private WireServer server;
  private SupportAgent agent;
  private Drawing drawing;
  private ProjectsModel model;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    agent = new SupportAgent(server, Instant.parse("2026-11-23T12:00:00Z"));
    drawing = new Drawing(server);
    model = new ProjectsModel(drawing.client(), drawing.background());
  }

  @AfterEach
  void close() {
    drawing.close();
    server.close();
  }

  @Test
  void nothingWasLoggedWhileNoProjectHasATrace() {
    agent.project();
    drawing.run(model::refresh);

    await().until(() -> drawing.on(() -> model.stateProperty().get()) == ProjectsModel.State.EMPTY);
  }

  @Test
  void theFirstTraceTurnsThePageIntoAList() {
    drawing.follow(model::changed);
    await().until(() -> drawing.on(() -> model.stateProperty().get()) == ProjectsModel.State.EMPTY);

    agent.project();
    agent.traces(1);

    await().until(() -> drawing.on(() -> model.stateProperty().get()) == ProjectsModel.State.SHOWN);
    assertThat(names()).containsExactly("support-agent");
  }

  @Test
  void aTraceThatWasSeenToBeWrittenCountsBeforeItsProjectSaysSo() {
    agent.project();
    drawing.run(model::refresh);
    await().until(() -> drawing.on(() -> model.stateProperty().get()) == ProjectsModel.State.EMPTY);

    Change written = new Change.Written("trace", SupportAgent.id(1, 1), List.of());
    drawing.run(() -> model.changed(written));

    await().until(() -> drawing.on(() -> model.stateProperty().get()) == ProjectsModel.State.SHOWN);
    assertThat(names()).containsExactly("support-agent");
  }

  @Test
  void searchLooksAtNamesAndDescriptions() {
    agent.project();
    agent.traces(1);
    server.project("{\"id\":\"%s\",\"name\":\"Translator\"}".formatted(SupportAgent.id(1, 2)));
    drawing.run(model::refresh);
    await().until(() -> drawing.on(() -> model.all().size()) == 2);

    drawing.run(() -> model.searchProperty().set("MAIL"));
    assertThat(names()).containsExactly("support-agent");

    drawing.run(() -> model.searchProperty().set("transl"));
    assertThat(names()).containsExactly("Translator");
  }

  @Test
  void thereAreMoreProjectsThanAPageHas() {
    for (int i = 0; i < 1_203; i++) {
      server.project("{\"id\":\"%s\",\"name\":\"p-%d\"}".formatted(SupportAgent.id(1, i), i));
    }
    agent.project();
    agent.traces(1);

    drawing.run(model::refresh);

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> drawing.on(() -> model.all().size()) == 1_203);
    drawing.run(model::refresh);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.requests().contains("projects/stats?page=3&size=500"));
    drawing.run(() -> model.searchProperty().set("p-1202"));
    assertThat(names()).containsExactly("p-1202");
  }

  @Test
  void severalProjectsAreDeletedButNotTheOneThatIsAlwaysThere() {
    LoggedRows one = new LoggedRows(1);
    LoggedRows other = new LoggedRows(1);
    try (Drawing real = new Drawing(LoggedRows.url())) {
      ProjectsModel projects = new ProjectsModel(real.client(), real.background());
      Project usual = Project.named("0", "Default Project");
      List<Project> three =
          List.of(one.project(real.client()), usual, other.project(real.client()));

      real.run(
          () -> {
            three.forEach(projects::mark);
            projects.delete(three, failure -> assertThat(failure).isEmpty());
          });

      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  real.client().projects().list(1, 500).content().stream()
                      .map(Project::name)
                      .noneMatch(List.of(one.project(), other.project())::contains));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> real.on(() -> projects.marked().equals(Set.of(usual.id()))));
    }
  }

  private List<String> names() {
    return drawing.on(() -> model.shown().stream().map(Project::name).toList());
  }
}
