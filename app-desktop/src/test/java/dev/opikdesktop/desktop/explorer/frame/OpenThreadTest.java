package dev.opikdesktop.desktop.explorer.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.thread.Chat;
import dev.opikdesktop.desktop.wire.Drawing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread of a project whose logs were not shown before, on the real server. */
class OpenThreadTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Chat chat;
  private Drawing drawing;
  private FrameModel model;

  @BeforeEach
  void open() {
    chat = new Chat();
    chat.turns(2);
    drawing = new Drawing(Chat.url());
    model =
        new FrameModel(
            drawing.client(),
            drawing.background(),
            Clock.systemUTC(),
            WindowState.load(folder.resolve("window.properties")));
    Project project = Project.named(chat.projectId(), chat.project());
    drawing.run(() -> model.go(new Place.OpenThread(project, Chat.THREAD, null)));
  }

  @AfterEach
  void close() {
    drawing.run(model::close);
    drawing.close();
    chat.close();
  }

  @Test
  void itsRowIsSelectedAsSoonAsItIsKnownWhichRowsTheProjectHas() {
    await().atMost(LONG).until(() -> Chat.THREAD.equals(selected()));
    assertThat(drawing.on(() -> model.placeProperty().get())).isInstanceOf(Place.OpenThread.class);
  }

  @Test
  void withoutAnotherThreadBelowOneIsBackInTheLogsWhenItIsDeleted() {
    await().atMost(LONG).until(() -> Chat.THREAD.equals(selected()));
    Runnable onward = drawing.on(model::onward);

    drawing.run(() -> model.thread().delete(onward));

    await()
        .atMost(LONG)
        .until(() -> drawing.on(() -> model.placeProperty().get() instanceof Place.Logs));
  }

  private String selected() {
    return drawing.on(() -> model.logs().selectedIdProperty().get());
  }
}
