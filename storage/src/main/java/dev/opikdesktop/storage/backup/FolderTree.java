package dev.opikdesktop.storage.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is done with whole folders. Links are neither followed nor copied. */
public final class FolderTree {
  private FolderTree() {}

  /**
   * Has the files of a folder, as they are, in another one of the same disk: each file that never
   * changes is there a second time by a hard link, or as a copy where there are no such links. What
   * goes away meanwhile is left out.
   *
   * @param wanted which folders and files below it, by their path in it
   */
  public static void link(Path from, Path to, Predicate<Path> wanted) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path inside = from.relativize(folder);
            if (!folder.equals(from) && !wanted.test(inside)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(inside.toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path inside = from.relativize(file);
            if (attributes.isRegularFile() && wanted.test(inside)) {
              linkOne(file, to.resolve(inside.toString()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  private static void linkOne(Path file, Path to) throws IOException {
    try {
      Files.createLink(to, file);
    } catch (NoSuchFileException gone) {
      // Deleted since the folder was listed.
    } catch (IOException | UnsupportedOperationException e) {
      try {
        Files.copy(file, to);
      } catch (NoSuchFileException gone) {
        Files.deleteIfExists(to);
      }
    }
  }

  /** All files, by their path in the folder. */
  static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (!Files.exists(folder)) {
      return files;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(folder.relativize(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** Deletes a folder with all that is in it; does nothing without one. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
