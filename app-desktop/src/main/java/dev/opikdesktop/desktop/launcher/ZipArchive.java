package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.desktop.explorer.opening.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A file of files that somebody else has packed: nothing that it says of itself is trusted. */
final class ZipArchive {
  private static final byte[] MAGIC = {'P', 'K', 3, 4};

  /** No text becomes smaller than that by packing; a file that is made to fill a disk does. */
  private static final int MOST_TIMES = 200;

  private static final long ALWAYS = 1L << 30;

  /** What stays free on the disk. */
  private static final long SPARE = 256L << 20;

  private static final int MOST_FILES = 1_000_000;

  /** What macOS packs beside the files. */
  private static final String OF_MAC = "__MACOSX/";

  private final Path path;
  private final long always;

  ZipArchive(Path path) {
    this(path, ALWAYS);
  }

  /**
   * @param always how many bytes it may unpack to, however small it is
   */
  ZipArchive(Path path, long always) {
    this.path = path;
    this.always = always;
  }

  /** Whether a path is a packed file, by how it begins. */
  static boolean isAt(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Unpacks it; an interrupt ends that.
   *
   * @param folder made for it; nothing is written outside of it
   * @throws UnreadableFileException when it leads outside, or would fill the disk
   */
  void unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    long room = Files.getFileStore(folder).getUsableSpace() - SPARE;
    long likely = Math.max(always, MOST_TIMES * Files.size(path));
    byte[] buffer = new byte[1 << 16];
    long written = 0;
    try (ZipFile zip = new ZipFile(path.toFile())) {
      if (zip.size() > MOST_FILES) {
        throw new UnreadableFileException(
            "%s holds more than %,d files.".formatted(path, MOST_FILES));
      }
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.isDirectory() || entry.getName().startsWith(OF_MAC)) {
          continue;
        }
        Path file = inside(folder, entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry);
            OutputStream out = fresh(file)) {
          for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            written += read;
            refuse(written, likely, room, folder);
            out.write(buffer, 0, read);
          }
        }
      }
    } catch (ZipException broken) {
      throw new UnreadableFileException(
          "%s cannot be unpacked: %s".formatted(path, broken.getMessage()), broken);
    }
  }

  private static OutputStream fresh(Path file) throws IOException {
    try {
      return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException twice) {
      throw new ZipException(file.getFileName() + " is in it twice");
    }
  }

  private void refuse(long written, long likely, long room, Path folder)
      throws InterruptedIOException {
    if (Thread.interrupted()) {
      throw new InterruptedIOException("Stopped.");
    }
    if (written > likely) {
      throw new UnreadableFileException(
          "%s is not unpacked: it would be more than %d times as large, which no traces are."
              .formatted(path, MOST_TIMES));
    }
    if (written > room) {
      throw new UnreadableFileException(
          "There is too little room to unpack it in %s. Unpack it elsewhere, and open the folder."
              .formatted(folder.getParent()));
    }
  }

  private Path inside(Path folder, String name) {
    try {
      Path file = folder.resolve(name).normalize();
      if (file.startsWith(folder) && !file.equals(folder)) {
        return file;
      }
    } catch (InvalidPathException noPath) {
      // Then it leads nowhere.
    }
    throw new UnreadableFileException(
        "%s is not unpacked: a file in it would be written outside of its folder: %s"
            .formatted(path, name));
  }
}
