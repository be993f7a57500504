package dev.opikdesktop.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Data folders, each new, below one that is cleared at the end and not before: ext4 without a
 * journal passes over files that were deleted in the last minutes, one by one, whenever it makes a
 * new one, which makes the engine's small inserts two to three times slower.
 */
final class Folders implements AutoCloseable {
  private final Path root;
  private int count;

  private Folders(Path root) {
    this.root = root;
  }

  static Folders in(Path module) {
    Path root = module.resolve("target/data");
    delete(root);
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Folders(root);
  }

  /** A folder that is not there yet. */
  Path next(String name) {
    return root.resolve(++count + "-" + name);
  }

  /** Bytes of all files below. */
  static long bytes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(Folders::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return 0;
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException none) {
      // That is what was wanted.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    delete(root);
  }
}
