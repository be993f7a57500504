package dev.opikdesktop.desktop.explorer;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a window needs to open.
 *
 * @param restUrl the server to show, for example {@code http://localhost:5173}
 * @param stateFile a file of the window's own for its size, dividers and theme; made when it is
 *     missing, and no loss when it is deleted
 * @param onClose runs once, on a thread of its own, after the user has closed the window; not when
 *     {@link Explorer#close()} did
 */
public record ExplorerSettings(URI restUrl, Path stateFile, Runnable onClose) {
  public ExplorerSettings {
    Objects.requireNonNull(restUrl);
    Objects.requireNonNull(stateFile);
    Objects.requireNonNull(onClose);
  }
}
