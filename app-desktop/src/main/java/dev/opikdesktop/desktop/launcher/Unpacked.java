package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.desktop.explorer.opening.UnreadableFileException;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.run.Importable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read of a path: itself, or of a .zip what is packed in it, which is in a temporary
 * folder for as long as this is open.
 */
final class Unpacked implements AutoCloseable {
  private final Importable what;
  private final @Nullable WorkFolder folder;

  private Unpacked(Importable what, @Nullable WorkFolder folder) {
    this.what = what;
    this.folder = folder;
  }

  /**
   * Recognises what is at a path.
   *
   * @throws UnreadableFileException with a sentence, if nothing in a .zip can be read
   * @throws TransferException as {@link Importable#at} does
   */
  static Unpacked at(Path path) throws IOException {
    if (!ZipArchive.isAt(path)) {
      return new Unpacked(Importable.at(path), null);
    }
    WorkFolder folder = WorkFolder.make();
    try {
      Path content = folder.path().resolve("content");
      new ZipArchive(path).unpack(content);
      return new Unpacked(inside(content), folder);
    } catch (TransferException unknown) {
      folder.close();
      String said = String.valueOf(unknown.getMessage());
      throw new UnreadableFileException(
          said.replace(folder.path().resolve("content").toString(), path.toString()), unknown);
    } catch (IOException | RuntimeException failure) {
      folder.close();
      throw failure;
    }
  }

  /** Of the folder, or of the one thing in it: whoever packs a folder packs its name as well. */
  private static Importable inside(Path folder) throws IOException {
    try {
      return Importable.at(folder);
    } catch (TransferException unknown) {
      List<Path> content;
      try (Stream<Path> files = Files.list(folder)) {
        content = files.limit(2).toList();
      }
      if (content.size() != 1) {
        throw unknown;
      }
      Path only = content.getFirst();
      return Files.isDirectory(only) ? inside(only) : Importable.at(only);
    }
  }

  Importable what() {
    return what;
  }

  boolean isPacked() {
    return folder != null;
  }

  /**
   * The folder in which is noted how far an import came.
   *
   * @param usual for what is there the next time as well
   */
  Path states(Path usual) {
    return folder == null ? usual : folder.path().resolve("states");
  }

  @Override
  public void close() {
    if (folder != null) {
      folder.close();
    }
  }
}
