package dev.opikdesktop.desktop.explorer.theme;

import java.io.File;
import java.nio.file.Path;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks where a file is to be saved. */
public interface SaveDialog {
  /** The system's own. */
  SaveDialog SYSTEM =
      (owner, title, fileName) -> {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(fileName);
        File chosen = chooser.showSaveDialog(owner);
        return chosen == null ? null : chosen.toPath();
      };

  /**
   * Waits for the answer.
   *
   * @param fileName the name that is offered
   * @return null if nothing is to be saved
   */
  @Nullable Path choose(Window owner, String title, String fileName);
}
