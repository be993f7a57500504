package dev.opikdesktop.desktop.explorer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/**
 * The window and the JavaFX toolkit under it. A process opens one at most; every method may be
 * called from any thread but JavaFX's own.
 */
public final class Explorer implements AutoCloseable {
  private final ExplorerWindow window;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Explorer(ExplorerWindow window) {
    this.window = window;
  }

  /**
   * Starts JavaFX and shows the window; returns when it is on the screen. The server need not
   * answer yet: the window says that it waits, and fills itself.
   *
   * @throws IllegalStateException when JavaFX already runs in this process
   * @throws UnsupportedOperationException when there is no display
   */
  public static Explorer open(ExplorerSettings settings) {
    CompletableFuture<Explorer> opened = new CompletableFuture<>();
    Platform.startup(
        () -> {
          try {
            Platform.setImplicitExit(false);
            ExplorerWindow window = new ExplorerWindow(settings);
            Explorer explorer = new Explorer(window);
            window.onUserClose(() -> explorer.closedByUser(settings.onClose()));
            window.show();
            opened.complete(explorer);
          } catch (RuntimeException | Error failure) {
            opened.completeExceptionally(failure);
          }
        });
    try {
      return opened.join();
    } catch (CompletionException failure) {
      Platform.exit();
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  /** Shows the window again when it is minimised, and puts it before all others. */
  public void bringToFront() {
    Platform.runLater(window::bringToFront);
  }

  /**
   * Shows what a link leads to as soon as the server answers, or opens a file; or says why it
   * cannot.
   */
  public void show(String linkOrFile) {
    Platform.runLater(() -> window.show(linkOrFile));
  }

  /**
   * Closes the window and ends JavaFX, which can't be started again in this process. Safe to call
   * twice.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      Platform.runLater(
          () -> {
            window.close();
            done.complete(null);
          });
      done.join();
      Platform.exit();
    }
  }

  private void closedByUser(Runnable onClose) {
    if (closed.compareAndSet(false, true)) {
      window.close();
      Platform.exit();
      Thread.ofPlatform().name("window-closed").start(onClose);
    }
  }
}
