package dev.opikdesktop.desktop.explorer.export;

import dev.opikdesktop.desktop.explorer.work.Background;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Writes one file at a time in the background; it appears when it is whole. */
public final class FileExport {
  private static final long TELL_EVERY_NANOS = 100_000_000;

  private final Background background;
  private final StringProperty progress = new SimpleStringProperty("");
  private final StringProperty failure = new SimpleStringProperty("");
  private final StringProperty result = new SimpleStringProperty("");
  private Background.@Nullable Running running;

  /** What a file has. */
  public interface Content {
    void writeTo(OutputStream out, Progress progress) throws IOException;
  }

  /** Is told how many rows there are by now, and how many there will be. */
  public interface Progress {
    void rows(long written, long total);
  }

  public FileExport(Background background) {
    this.background = background;
  }

  /** How far it is; empty when nothing is written. */
  public ReadOnlyStringProperty progressProperty() {
    return progress;
  }

  /** Why it could not be written; empty when it could. */
  public ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  /** Where the last file is, until that was read; empty when there is none. */
  ReadOnlyStringProperty resultProperty() {
    return result;
  }

  void dismissResult() {
    result.set("");
  }

  /** Begins to write. */
  public void start(Content content, Path file) {
    cancel();
    failure.set("");
    result.set("");
    progress.set("Exporting…");
    running =
        background.run(
            () -> write(content, file),
            (written, took) -> {
              progress.set("");
              result.set("Exported to " + written.getFileName());
            },
            problem -> {
              progress.set("");
              failure.set("Not exported: " + problem.getMessage());
            });
  }

  /** Stops writing; no file is left. */
  public void cancel() {
    if (running != null) {
      running.cancel();
    }
    progress.set("");
  }

  private Path write(Content content, Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
        content.writeTo(out, new Told());
      }
      return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Tells it on, but no oftener than one reads it. */
  private final class Told implements Progress {
    private long last = System.nanoTime() - TELL_EVERY_NANOS;

    @Override
    public void rows(long written, long total) {
      long now = System.nanoTime();
      if (now - last < TELL_EVERY_NANOS) {
        return;
      }
      last = now;
      String text = String.format("Exporting, %,d of %,d", written, Math.max(written, total));
      background.onDrawingThread(
          () -> {
            if (!progress.get().isEmpty()) {
              progress.set(text);
            }
          });
    }
  }
}
