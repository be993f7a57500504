package dev.opikdesktop.desktop.explorer.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.environments.EnvironmentsModel;
import dev.opikdesktop.desktop.explorer.settings.data.RetentionModel;
import dev.opikdesktop.desktop.explorer.settings.data.StorageModel;
import dev.opikdesktop.desktop.explorer.settings.prices.PricesModel;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.WireServer;
import java.time.Duration;
import javafx.beans.property.ReadOnlyStringProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an Opik Desktop alone can do is no failure of Opik's own server. */
class OtherServersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private WireServer server;
  private Drawing drawing;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    server.becomeOriginal("2.1.24");
    drawing = new Drawing(server.url());
  }

  @AfterEach
  void close() {
    drawing.close();
    server.close();
  }

  @Test
  void theDataFolderIsLookedAfterElsewhere() {
    StorageModel model = new StorageModel(drawing.client(), drawing.background());
    drawing.run(model::refresh);
    awaitSaid(model.notServedProperty(), model.failureProperty());
  }

  @Test
  void pricesAreNotTold() {
    PricesModel model = new PricesModel(drawing.client(), drawing.background());
    drawing.run(model::refresh);
    awaitSaid(model.notServedProperty(), model.failureProperty());
  }

  @Test
  void anOlderServerHasNoRetentionRules() {
    RetentionModel model = new RetentionModel(drawing.client(), drawing.background());
    drawing.run(model::refresh);
    awaitSaid(model.notServedProperty(), model.failureProperty());
  }

  @Test
  void anOlderServerHasNoEnvironments() {
    EnvironmentsModel model = new EnvironmentsModel(drawing.client(), drawing.background());
    drawing.run(model::refresh);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> !model.servedProperty().get()));
    assertThat(drawing.on(() -> model.failureProperty().get())).isEmpty();
  }

  private void awaitSaid(ReadOnlyStringProperty said, ReadOnlyStringProperty failure) {
    await()
        .atMost(PATIENCE)
        .until(() -> drawing.on(() -> !said.get().isEmpty() && failure.get().isEmpty()));
  }
}
