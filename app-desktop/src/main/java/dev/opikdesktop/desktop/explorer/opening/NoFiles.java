package dev.opikdesktop.desktop.explorer.opening;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Stands where nothing reads files, and says so. */
public final class NoFiles implements FileOpener {
  @Override
  public Found recognise(Path path) {
    throw new UnreadableFileException("This window opens no files");
  }

  @Override
  public Opened open(Found file, Listener listener) {
    return recognised(file);
  }

  @Override
  public Taken importTo(Found file, @Nullable String project, Listener listener) {
    return recognised(file);
  }

  private <T> T recognised(Found file) {
    throw new IllegalStateException("Nobody has recognised " + file);
  }
}
