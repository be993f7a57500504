package dev.opikdesktop.desktop.explorer.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinsTest {
  @TempDir Path folder;

  @Test
  void everyKindHasItsUsualPins() {
    assertThat(titles(LogKind.TRACES)).containsExactly("errors", "tags", "metadata");
    assertThat(titles(LogKind.SPANS)).containsExactly("type", "tags", "errors", "metadata");
    assertThat(titles(LogKind.THREADS)).containsExactly("tags", "duration", "start time");
  }

  @Test
  void whatIsPinnedIsRememberedForItsKindAlone() {
    Pins pins = pins();
    pins.set(LogKind.TRACES, Subject.of("metadata"), false);
    pins.set(LogKind.TRACES, new Subject("metadata", "a;b=c.d"), true);

    assertThat(titles(LogKind.TRACES)).containsExactly("errors", "tags", "metadata.a;b=c.d");
    assertThat(titles(LogKind.SPANS)).hasSize(4);

    pins().reset(LogKind.TRACES);
    assertThat(titles(LogKind.TRACES)).containsExactly("errors", "tags", "metadata");
  }

  @Test
  void nothingNeedsToBePinned() {
    Pins pins = pins();
    pins.of(LogKind.THREADS).forEach(pin -> pins.set(LogKind.THREADS, pin, false));

    assertThat(titles(LogKind.THREADS)).isEmpty();
  }

  private List<String> titles(LogKind kind) {
    return pins().of(kind).stream().map(Subject::title).toList();
  }

  private Pins pins() {
    return new Pins(WindowState.load(folder.resolve("window.properties")));
  }
}
