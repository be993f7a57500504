package dev.opikdesktop.desktop.explorer;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.testfx.util.WaitForAsyncUtils;

/** A window for tests of other packages. */
public final class ShownWindow implements AutoCloseable {
  private final ExplorerWindow window;

  private ShownWindow(ExplorerWindow window) {
    this.window = window;
  }

  public static ShownWindow of(ExplorerSettings settings) {
    return onFx(
        () -> {
          ExplorerWindow window = new ExplorerWindow(settings);
          window.show();
          return new ShownWindow(window);
        });
  }

  /** Does what dropping files does. */
  public void drop(Path... files) {
    onFx(
        () -> {
          window.offer(List.of(files));
          return true;
        });
  }

  /** Does what the command line does with what it is to show. */
  public void show(String linkOrFile) {
    onFx(
        () -> {
          window.show(linkOrFile);
          return true;
        });
  }

  @Override
  public void close() {
    onFx(
        () -> {
          window.close();
          return true;
        });
  }

  private static <T> T onFx(Callable<T> action) {
    try {
      return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(action));
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
