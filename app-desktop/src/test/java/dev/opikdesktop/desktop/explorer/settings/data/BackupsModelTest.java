package dev.opikdesktop.desktop.explorer.settings.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.Backups;
import dev.opikdesktop.desktop.client.Backups.Backup;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.RestoringServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsModelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path temporary;
  private RestoringServer server;
  private Drawing drawing;
  private BackupsModel model;

  @BeforeEach
  void open() {
    server = new RestoringServer(temporary);
    drawing = new Drawing(server.url());
    model = new BackupsModel(drawing.client(), drawing.background());
    drawing.run(model::refresh);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> model.backupsProperty().get() != null));
  }

  @AfterEach
  void close() {
    drawing.close();
    server.close();
  }

  @Test
  void aBackupIsMadeVerifiedRestoredWhileTheServerGoesAndComesAndDeleted() throws Exception {
    drawing.client().projects().create("kept", "");
    drawing.run(() -> model.make(""));
    awaitSaid("Backed up");
    Backup backup = all().getFirst();
    drawing.client().projects().create("later", "");

    drawing.run(() -> model.verify(backup));
    awaitSaid("Every file is as it was");

    CompletableFuture<Void> restored = server.restored();
    drawing.run(() -> model.restore(backup));
    restored.get(30, TimeUnit.SECONDS);
    awaitSaid("Restored.");
    assertThat(drawing.client().projects().list(1, 10).total()).isEqualTo(1);
    assertThat(all()).hasSize(2).first().matches(Backup::replaced);

    Backup replaced = all().getFirst();
    drawing.run(() -> model.delete(replaced));
    await().atMost(PATIENCE).until(() -> all().equals(List.of(backup)));
  }

  @Test
  void whatIsNotPossibleIsSaidAndNothingIsUnderWay() {
    drawing.run(() -> model.make("relative"));

    await()
        .atMost(PATIENCE)
        .until(() -> drawing.on(() -> model.workFailureProperty().get()).contains("absolute path"));
    assertThat(drawing.on(() -> model.runningProperty().get() == null)).isTrue();
  }

  private void awaitSaid(String beginning) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(drawing.on(() -> model.saidProperty().get())).startsWith(beginning));
  }

  private List<Backup> all() {
    return drawing.on(
        () -> {
          Backups found = model.backupsProperty().get();
          return found == null ? List.<Backup>of() : found.all();
        });
  }
}
