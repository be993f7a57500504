package dev.opikdesktop.storage.backup;

import dev.opikdesktop.storage.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * A line of a backup's list of files.
 *
 * @param sha256 in hexadecimal digits
 * @param path below the backup's data, with slashes
 */
record CopiedFile(String sha256, long bytes, String path) {
  private static final int BUFFER = 1 << 17;

  /**
   * Reads a line.
   *
   * @throws IOException if it is none, or names something outside of the folder
   */
  static CopiedFile of(String line) throws IOException {
    String[] cells = line.split(" ", 3);
    if (cells.length < 3 || !isInside(cells[2])) {
      throw new IOException("The list of files is damaged: " + line);
    }
    try {
      return new CopiedFile(cells[0], Long.parseLong(cells[1]), cells[2]);
    } catch (NumberFormatException e) {
      throw new IOException("The list of files is damaged: " + line, e);
    }
  }

  String line() {
    return sha256 + " " + bytes + " " + path;
  }

  private static boolean isInside(String path) {
    Path relative = Path.of(path);
    return !relative.isAbsolute()
        && relative.equals(relative.normalize())
        && !relative.startsWith("..");
  }

  /** Copies a file, and says what it was. */
  static CopiedFile copy(Path from, Path to, String path, BackupProgress progress)
      throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    try (OutputStream out =
        Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      return read(from, path, out, progress);
    }
  }

  /** Reads the file of this line as it is now. */
  CopiedFile now(Path data, BackupProgress progress) throws IOException {
    return read(inside(data), path, OutputStream.nullOutputStream(), progress);
  }

  /**
   * Where the file lies.
   *
   * @throws IOException if something else lies there, such as a link to elsewhere
   */
  Path inside(Path data) throws IOException {
    Path file = data.resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !file.toRealPath().startsWith(data.toRealPath())) {
      throw new IOException("The file " + path + " of the backup is missing");
    }
    return file;
  }

  private static CopiedFile read(Path file, String path, OutputStream out, BackupProgress progress)
      throws IOException {
    MessageDigest hash = Sha256.digest();
    long bytes = 0;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        hash.update(buffer, 0, read);
        out.write(buffer, 0, read);
        bytes += read;
        progress.add(read);
      }
    }
    return new CopiedFile(Sha256.text(hash), bytes, path);
  }
}
