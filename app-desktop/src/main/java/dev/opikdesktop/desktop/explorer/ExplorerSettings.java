package dev.opikdesktop.desktop.explorer;

import dev.opikdesktop.desktop.explorer.opening.FileOpener;
import dev.opikdesktop.desktop.explorer.opening.NoFiles;
import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a window needs to open.
 *
 * @param restUrl the server to show, for example {@code http://localhost:5173}
 * @param stateFile a file of the window's own for its size, dividers and theme; made when it is
 *     missing, and no loss when it is deleted
 * @param onClose runs once, on a thread of its own, after the user has closed the window; not when
 *     {@link Explorer#close()} did
 * @param saveDialog asks where files are to be saved
 * @param configuration of the application that the window is a part of; null where there is none
 * @param files reads files for the window
 */
public record ExplorerSettings(
    URI restUrl,
    Path stateFile,
    Runnable onClose,
    SaveDialog saveDialog,
    @Nullable LocalConfiguration configuration,
    FileOpener files) {
  public ExplorerSettings {
    Objects.requireNonNull(restUrl);
    Objects.requireNonNull(stateFile);
    Objects.requireNonNull(onClose);
    Objects.requireNonNull(saveDialog);
    Objects.requireNonNull(files);
  }

  /** With no application around it, and nothing that reads files. */
  public ExplorerSettings(URI restUrl, Path stateFile, Runnable onClose, SaveDialog saveDialog) {
    this(restUrl, stateFile, onClose, saveDialog, null, new NoFiles());
  }

  /** With the system's own dialogs, too. */
  public ExplorerSettings(URI restUrl, Path stateFile, Runnable onClose) {
    this(restUrl, stateFile, onClose, SaveDialog.SYSTEM);
  }
}
