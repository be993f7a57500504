package dev.opikdesktop.desktop.explorer.settings.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Environment;
import dev.opikdesktop.desktop.explorer.environments.EnvironmentsModel;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentsFormTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name = "env-" + UUID.randomUUID().toString().substring(0, 8);
  private Drawing drawing;
  private EnvironmentsModel environments;
  private EnvironmentsForm model;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:" + SERVER.server().restPort()));
    environments = new EnvironmentsModel(drawing.client(), drawing.background());
    model = new EnvironmentsForm(environments);
    drawing.run(environments::refresh);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> environments.knownProperty().get()));
  }

  @AfterEach
  void close() {
    found().ifPresent(left -> drawing.client().environments().delete(left.id()));
    drawing.close();
  }

  @Test
  void oneIsMadeChangedAndDeleted() {
    write(null, draft -> draft.name().set(name));
    await().atMost(PATIENCE).until(() -> found().isPresent());

    write(found().orElseThrow(), draft -> draft.colour().set("#123456"));
    await()
        .atMost(PATIENCE)
        .until(() -> found().filter(now -> now.colour().equals("#123456")).isPresent());
    assertThat(drawing.on(() -> model.draftProperty().get())).isNull();

    Environment made = found().orElseThrow();
    drawing.run(() -> model.delete(made));
    await().atMost(PATIENCE).until(() -> found().isEmpty());
  }

  @Test
  void whatCannotBeIsSaidAndTheFormStays() {
    write(null, draft -> {});
    assertThat(refusal()).isEqualTo("An environment needs a name");

    write(
        null,
        draft -> {
          draft.name().set(name);
          draft.colour().set("blue-ish");
        });
    assertThat(refusal()).contains("#3b82f6");

    write(null, draft -> draft.name().set("not a name"));
    await().atMost(PATIENCE).until(() -> refusal().contains("letters, digits"));
    assertThat(drawing.on(() -> model.draftProperty().get())).isNotNull();
  }

  private void write(Environment changed, Consumer<EnvironmentDraft> fill) {
    drawing.run(
        () -> {
          model.write(changed);
          fill.accept(model.draftProperty().get());
          model.save();
        });
  }

  private String refusal() {
    return drawing.on(() -> model.refusalProperty().get());
  }

  private Optional<Environment> found() {
    return drawing.on(
        () -> environments.all().stream().filter(each -> each.name().equals(name)).findFirst());
  }
}
