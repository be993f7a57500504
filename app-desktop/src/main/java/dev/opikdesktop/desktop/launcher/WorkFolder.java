package dev.opikdesktop.desktop.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A folder for the engine of one command, which is gone afterwards, also when the command is ended
 * by a signal.
 */
final class WorkFolder implements AutoCloseable {
  private static final long MILLIS_TO_END = 1_000;

  private final Path path;
  private final Thread onSignal = new Thread(this::leave, "delete-work-folder");

  private WorkFolder(Path path) {
    this.path = path;
  }

  static WorkFolder make() {
    try {
      WorkFolder folder = new WorkFolder(Files.createTempDirectory("opik-desktop-"));
      Runtime.getRuntime().addShutdownHook(folder.onSignal);
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      if (Runtime.getRuntime().removeShutdownHook(onSignal)) {
        delete(path);
      }
    } catch (IllegalStateException ending) {
      // Then it runs already.
    }
  }

  /** An engine that still runs would write it anew. */
  private void leave() {
    List<ProcessHandle> engines = ProcessHandle.current().descendants().toList();
    engines.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle engine : engines) {
      try {
        ProcessHandle unused = engine.onExit().get(MILLIS_TO_END, TimeUnit.MILLISECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException hanging) {
        break;
      }
    }
    delete(path);
  }

  /** Deletes a folder with all that is in it, as far as that can be done. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException leftForTheSystem) {
      // Folders for such files are emptied by the system.
    }
  }
}
