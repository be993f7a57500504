package dev.opikdesktop.desktop.explorer.settings.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.StorageUse;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageModelTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Drawing drawing;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:" + SERVER.server().restPort()));
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void whatTakesRoomIsAskedForAndMadeLess() {
    StorageModel model = new StorageModel(drawing.client(), drawing.background());
    drawing.run(model::refresh);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> model.useProperty().get() != null));
    StorageUse use = drawing.on(() -> model.useProperty().get());
    assertThat(use.bytes()).isPositive();
    assertThat(use.parts()).anyMatch(part -> part.name().equals("engine"));

    drawing.run(model::compact);

    await().atMost(PATIENCE).until(() -> !drawing.on(() -> model.saidProperty().get()).isEmpty());
    assertThat(drawing.on(() -> model.workingProperty().get())).isEmpty();
    assertThat(drawing.on(() -> model.workFailureProperty().get())).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsSaidInPlace() {
    try (Drawing nowhere = new Drawing(URI.create("http://localhost:1"))) {
      StorageModel model = new StorageModel(nowhere.client(), nowhere.background());
      nowhere.run(model::refresh);
      await()
          .atMost(PATIENCE)
          .until(() -> nowhere.on(() -> model.failureProperty().get()).contains("No answer"));
    }
  }
}
