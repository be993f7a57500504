package dev.opikdesktop.desktop.explorer.settings.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreferencesModelTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final String PATH = "/v1/private/workspaces/configurations";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Drawing drawing;
  private PreferencesModel model;

  @BeforeEach
  void open() {
    forget();
    drawing = new Drawing(URI.create("http://localhost:" + SERVER.server().restPort()));
    model = new PreferencesModel(drawing.client(), drawing.background());
    drawing.run(model::refresh);
    await().atMost(PATIENCE).until(() -> drawing.on(() -> model.knownProperty().get()));
  }

  @AfterEach
  void close() {
    drawing.close();
    forget();
  }

  @Test
  void aTimeoutIsSetAndLeftToTheServerAgain() {
    assertThat(drawing.on(() -> model.minutesProperty().get())).isEmpty();

    write("7,5");
    awaitStored("7.5");
    assertThat(configuration()).contains("PT7M30S");

    drawing.run(model::clear);
    awaitStored("");
    assertThat(configuration()).doesNotContain("timeout_to_mark_thread_as_inactive");
  }

  @Test
  void whatElseIsConfiguredStays() {
    try (LocalClient api = new LocalClient(SERVER.server().restPort())) {
      api.put(PATH, "{\"truncation_on_tables\":false,\"color_map\":{\"tone\":\"#fff\"}}");
    }

    write("20");

    awaitStored("20");
    assertThat(configuration())
        .contains("\"truncation_on_tables\":false", "\"tone\":\"#fff\"", "PT20M");
  }

  @Test
  void whatIsNoNumberIsSaidAndWhatIsTooLongTheServerSays() {
    write("soon");
    assertThat(drawing.on(() -> model.refusalProperty().get())).contains("number of minutes");

    write("100000");
    await()
        .atMost(PATIENCE)
        .until(() -> drawing.on(() -> model.refusalProperty().get()).contains("7 days"));
    assertThat(drawing.on(() -> model.minutesProperty().get())).isEqualTo("100000");
  }

  private void write(String minutes) {
    drawing.run(
        () -> {
          model.minutesProperty().set(minutes);
          model.save();
        });
  }

  private void awaitStored(String minutes) {
    await()
        .atMost(PATIENCE)
        .until(() -> drawing.on(() -> model.storedProperty().get()).equals(minutes));
    await()
        .atMost(PATIENCE)
        .until(() -> drawing.on(() -> model.minutesProperty().get()).equals(minutes));
  }

  private static String configuration() {
    try (LocalClient api = new LocalClient(SERVER.server().restPort())) {
      return api.get(PATH).text();
    }
  }

  private static void forget() {
    try (LocalClient api = new LocalClient(SERVER.server().restPort())) {
      api.delete(PATH);
    }
  }
}
