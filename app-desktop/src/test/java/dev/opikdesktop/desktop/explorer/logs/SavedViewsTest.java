package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedViewsTest {
  @TempDir Path folder;

  @Test
  void areRememberedAndGiveWayToOthersOfTheirName() {
    SavedViews views = open();
    views.keep(view("Slow", "duration > 1"));
    views.keep(view("errors", "error_info is_not_empty"));
    views.keep(view("slow", "name = \"ü\""));

    assertThat(open().all())
        .containsExactly(view("errors", "error_info is_not_empty"), view("slow", "name = \"ü\""));
  }

  @Test
  void aForgottenOneStaysForgotten() {
    open().keep(view("Slow", ""));
    SavedViews views = open();
    views.forget(views.all().getFirst());

    assertThat(open().all()).isEmpty();
  }

  private SavedViews open() {
    return new SavedViews(WindowState.load(folder.resolve("window.properties")));
  }

  private static SavedView view(String name, String oql) {
    return new SavedView(name, "p", LogKind.TRACES, oql, "", "last:PT24H", "start_time", true);
  }
}
