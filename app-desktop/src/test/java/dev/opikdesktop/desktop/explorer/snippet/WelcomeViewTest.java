package dev.opikdesktop.desktop.explorer.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.Access;
import java.net.URI;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@Tag("window")
class WelcomeViewTest {
  private static final URI ADDRESS = URI.create("https://opik.example.com");

  @BeforeAll
  static void start() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void theKeyIsShownWhenItIsAskedFor() throws Exception {
    WelcomeView view = view(new Access(ADDRESS, "team", "secret", false));
    TextArea program = (TextArea) view.lookup("#snippet");
    ToggleButton show = (ToggleButton) view.lookup("#snippet-key");
    assertThat(program.getText()).contains("\"team\"").doesNotContain("secret");

    WaitForAsyncUtils.waitForAsyncFx(30_000, show::fire);

    assertThat(program.getText()).contains("\"secret\"");
  }

  @Test
  void nothingIsSentToAFile() throws Exception {
    assertThat(view(new Access(ADDRESS, "", "", true)).lookup("#snippet")).isNull();
  }

  private static WelcomeView view(Access access) throws Exception {
    return WaitForAsyncUtils.waitForAsyncFx(
        30_000, () -> new WelcomeView(access, "No traces yet", new SimpleStringProperty("shop")));
  }
}
