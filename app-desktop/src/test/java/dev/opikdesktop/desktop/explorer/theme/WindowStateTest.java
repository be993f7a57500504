package dev.opikdesktop.desktop.explorer.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowStateTest {
  @TempDir Path folder;

  @Test
  void whatWasPutIsThereAfterTheNextStart() {
    Path file = folder.resolve("deep/window.properties");
    WindowState state = WindowState.load(file);
    state.put("width", 1234.5);
    state.save();

    assertThat(WindowState.load(file).number("width", 0)).isEqualTo(1234.5);
    assertThat(WindowState.load(file).text("theme", "system")).isEqualTo("system");
  }

  @Test
  void aSpoiledFileIsNoReasonNotToOpen() throws IOException {
    Path file = folder.resolve("window.properties");
    Files.writeString(file, "width=\\u12");

    assertThat(WindowState.load(file).number("width", 7)).isEqualTo(7);
  }

  @Test
  void aPartHasNamesOfItsOwnInTheSameFile() {
    Path file = folder.resolve("window.properties");
    WindowState whole = WindowState.load(file);
    WindowState part = whole.part("elsewhere");
    whole.put("kind", "spans");
    part.put("kind", "threads");
    part.save();

    WindowState again = WindowState.load(file);
    assertThat(again.text("kind", "")).isEqualTo("spans");
    assertThat(again.part("elsewhere").text("kind", "")).isEqualTo("threads");

    again.part("elsewhere").clear();
    assertThat(again.part("elsewhere").text("kind", "")).isEmpty();
    assertThat(again.text("kind", "")).isEqualTo("spans");
  }
}
