package dev.opikdesktop.desktop.explorer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.LoggedTrace;
import dev.opikdesktop.server.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesModelTest {
  private static final RunningServer SERVER = RunningServer.shared();

  @TempDir Path folder;
  private final LoggedTrace logged = LoggedTrace.on(SERVER);
  private Drawing drawing;
  private FilesModel model;

  @BeforeEach
  void open() {
    drawing = new Drawing(URI.create("http://localhost:" + SERVER.server().restPort()));
    model = new FilesModel(drawing.client(), drawing.background());
    logged.attach("notes & more.txt", "text/plain", "call back");
    drawing.run(() -> model.show(LogKind.TRACES, logged.projectId(), logged.traceId()));
    await().until(() -> drawing.on(() -> model.filesProperty().get().size()) == 1);
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @Test
  void aTextIsReadAndSaved() throws IOException {
    Attachment file = drawing.on(() -> model.filesProperty().get().getFirst());
    assertThat(file.name()).isEqualTo("notes & more.txt");
    assertThat(file.bytes()).isEqualTo(9);
    await().until(() -> drawing.on(() -> model.textProperty().get()).equals("call back"));

    Path to = folder.resolve("saved.txt");
    drawing.run(() -> model.save(file, to));

    await().until(() -> drawing.on(() -> model.saidProperty().get()).startsWith("Saved"));
    assertThat(Files.readString(to)).isEqualTo("call back");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aMessageThatNamesAFileFindsIt() {
    assertThat(drawing.on(() -> model.address("[notes & more.txt]")))
        .contains("/attachment/download?");
    assertThat(drawing.on(() -> model.address("elsewhere.png"))).isEqualTo("elsewhere.png");
  }
}
