package dev.opikdesktop.server.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Set;

/**
 * How many bytes the files of a folder have, counted again when the last count is some seconds old.
 */
public final class FolderSize {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Path folder;
  private final Set<String> leftOut;
  private long counted;
  private long countedAt;
  private boolean known;

  public FolderSize(Path folder) {
    this(folder, Set.of());
  }

  /**
   * Of a part of a folder.
   *
   * @param leftOut names of folders in it that do not count
   */
  public FolderSize(Path folder, Set<String> leftOut) {
    this.folder = folder;
    this.leftOut = leftOut;
  }

  public synchronized long bytes() {
    if (!known || System.nanoTime() - countedAt > FRESH.toNanos()) {
      counted = count();
      countedAt = System.nanoTime();
      known = true;
    }
    return counted;
  }

  /** Counts them now. */
  public synchronized long counted() {
    known = false;
    return bytes();
  }

  private long count() {
    Sum sum = new Sum();
    try {
      if (Files.isDirectory(folder)) {
        Files.walkFileTree(folder, sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum.bytes;
  }

  /** Files may come and go while it counts. */
  private final class Sum extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return folder.equals(directory.getParent())
              && leftOut.contains(directory.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }
}
