package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.desktop.explorer.Explorer;
import dev.opikdesktop.desktop.explorer.ExplorerSettings;
import dev.opikdesktop.desktop.explorer.opening.FileOpener;
import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only class of the launcher that touches JavaFX: as long as nobody calls it, no class of
 * JavaFX is loaded, and a machine without a screen needs none of its libraries.
 */
final class DesktopWindow implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DesktopWindow.class);

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final Explorer explorer;

  private DesktopWindow(Explorer explorer) {
    this.explorer = explorer;
  }

  /**
   * Empty when the system has no usable display after all.
   *
   * @param onClose runs when the user closes the window
   * @param files reads files for it
   */
  static Optional<DesktopWindow> open(
      URI restUrl,
      Path stateFile,
      Runnable onClose,
      LocalConfiguration configuration,
      FileOpener files) {
    try {
      FallbackFonts.ofThisUser().use();
      return Optional.of(
          new DesktopWindow(
              Explorer.open(
                  new ExplorerSettings(
                      restUrl, stateFile, onClose, SaveDialog.SYSTEM, configuration, files))));
    } catch (RuntimeException | LinkageError failure) {
      log.info("The window cannot be opened", failure);
      return Optional.empty();
    }
  }

  void bringToFront() {
    explorer.bringToFront();
  }

  /** Shows what a link leads to, or what is in a file. */
  void show(String linkOrFile) {
    explorer.show(linkOrFile);
  }

  /**
   * Waits a moment only: after a signal JavaFX is on its own way out, and may never answer again.
   */
  @Override
  public void close() throws InterruptedException {
    Thread.ofVirtual().name("close-window").start(explorer::close).join(LONGEST_CLOSE);
  }
}
