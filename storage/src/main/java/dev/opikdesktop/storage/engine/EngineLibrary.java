package dev.opikdesktop.storage.engine;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
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
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the native library of the engine is: in place if the user names one, else in a cache that
 * everything of this user shares, filled once from the npm registry and checked against pinned
 * hashes.
 */
public final class EngineLibrary {
  /** System property that names a library in place. */
  public static final String PROPERTY = "opik.engine.library";

  /** Environment variable that names a library in place. */
  public static final String VARIABLE = "OPIK_DESKTOP_ENGINE_LIBRARY";

  private static final String WORK = "fetch";
  private static final long DOWNLOAD_MINUTES = 30;
  private static final long MEGABYTE = 1L << 20;

  private EngineLibrary() {}

  /**
   * Finds the library, and fetches it first if that has not been done on this machine.
   *
   * @param inPlace the library that the settings name, or null
   * @param progress told sentences while the library is being fetched
   * @throws StorageException if there is none; the message says what to do
   */
  public static Path locate(@Nullable Path inPlace, Consumer<String> progress) {
    Path named = named(inPlace);
    if (named != null) {
      if (!Files.isRegularFile(named)) {
        throw new StorageException(
            Kind.UNAVAILABLE,
            "There is no engine library at " + named + ", where the setting engine.library says.");
      }
      return named.toAbsolutePath();
    }
    EngineDistribution distribution = EngineDistribution.ofThisSystem();
    Path folder = cacheFolder(distribution);
    try {
      return fetched(folder, distribution, "npm", progress);
    } catch (IOException e) {
      throw new StorageException(
          Kind.UNAVAILABLE,
          "The engine library cannot be put into " + folder + ": " + e.getMessage(),
          e);
    }
  }

  /**
   * The library, if it is on this machine. Fetches nothing.
   *
   * @param inPlace the library that the settings name, or null
   * @throws StorageException if there is none for this kind of machine
   */
  public static Optional<Path> present(@Nullable Path inPlace) {
    Path named = named(inPlace);
    EngineDistribution distribution = named == null ? EngineDistribution.ofThisSystem() : null;
    Path library =
        distribution == null
            ? Objects.requireNonNull(named)
            : cacheFolder(distribution).resolve(distribution.libraryName());
    return Optional.of(library).filter(Files::isRegularFile);
  }

  /**
   * Whether a library is the one that is pinned for this kind of machine, byte for byte. Reads all
   * of it, which takes a second or more.
   */
  public static boolean isPinned(Path library) throws IOException {
    MessageDigest hash = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(library), hash)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of()
        .formatHex(hash.digest())
        .equals(EngineDistribution.ofThisSystem().librarySha256());
  }

  private static @Nullable Path named(@Nullable Path inPlace) {
    if (inPlace != null) {
      return inPlace;
    }
    String text = System.getProperty(PROPERTY);
    if (text == null || text.isBlank()) {
      text = System.getenv(VARIABLE);
    }
    return text == null || text.isBlank() ? null : Path.of(text);
  }

  private static Path cacheFolder(EngineDistribution distribution) {
    Path home = Path.of(System.getProperty("user.home"));
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches;
    if (distribution.isMac()) {
      caches = home.resolve("Library").resolve("Caches");
    } else {
      caches = xdg == null || xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg);
    }
    return caches
        .resolve("opik-desktop")
        .resolve("engine")
        .resolve(EngineDistribution.VERSION)
        .resolve(distribution.platform());
  }

  /** The library in the given cache folder, put there by the given npm if it is not there yet. */
  static synchronized Path fetched(
      Path folder, EngineDistribution distribution, String npm, Consumer<String> progress)
      throws IOException {
    Path library = folder.resolve(distribution.libraryName());
    Path marker = folder.resolve(distribution.libraryName() + ".verified");
    if (isVerified(library, marker, distribution)) {
      return library;
    }
    Files.createDirectories(folder);
    // Two processes must not fetch at the same time; the second one finds the first one's work.
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock on " + folder + " was lost");
      }
      if (!isVerified(library, marker, distribution)) {
        deleteLeftovers(folder);
        fetch(folder, library, marker, distribution, npm, progress);
      }
    }
    return library;
  }

  /** Hashing half a gigabyte at each start costs seconds: the marker says that it was done. */
  private static boolean isVerified(Path library, Path marker, EngineDistribution distribution)
      throws IOException {
    return Files.isRegularFile(library)
        && Files.isRegularFile(marker)
        && Files.readString(marker).equals(mark(distribution, Files.size(library)));
  }

  private static String mark(EngineDistribution distribution, long size) {
    return "sha256 " + distribution.librarySha256() + " size " + size + "\n";
  }

  private static void fetch(
      Path folder,
      Path library,
      Path marker,
      EngineDistribution distribution,
      String npm,
      Consumer<String> progress)
      throws IOException {
    Path work = Files.createTempDirectory(folder, WORK);
    try {
      progress.accept(
          "Fetching the embedded ClickHouse, 178 MB, once for this user ("
              + distribution.packageName()
              + " from npm)");
      Path archive = npmPack(work, distribution, npm);
      progress.accept("Checking and unpacking it into " + folder);
      Path unpacked = work.resolve(distribution.libraryName());
      unpack(archive, unpacked, distribution, progress);
      Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
      Path written =
          Files.writeString(work.resolve("mark"), mark(distribution, Files.size(library)));
      Files.move(written, marker, StandardCopyOption.ATOMIC_MOVE);
      progress.accept("The embedded ClickHouse is in place.");
    } finally {
      delete(work);
    }
  }

  private static Path npmPack(Path work, EngineDistribution distribution, String command)
      throws IOException {
    String spec = distribution.packageName() + "@" + EngineDistribution.VERSION;
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
          "npm is needed once to fetch the embedded ClickHouse and was not found: install Node.js"
              + " (Debian: apt-get install npm), or name a libchdb in "
              + VARIABLE
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

  private static void unpack(
      Path archive, Path target, EngineDistribution distribution, Consumer<String> progress)
      throws IOException {
    MessageDigest archiveHash = sha256();
    MessageDigest libraryHash = sha256();
    boolean found = false;
    try (InputStream file =
            new DigestInputStream(
                new BufferedInputStream(Files.newInputStream(archive), 1 << 16), archiveHash);
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals("package/" + distribution.libraryName())) {
          found = true;
          copy(tar, target, libraryHash, entry.getSize(), progress);
        }
      }
      // The tar may end before the file does; the hash is the whole file's.
      file.transferTo(OutputStream.nullOutputStream());
    }
    check(distribution.archiveSha256(), archiveHash, archive.getFileName().toString());
    if (!found) {
      throw new IOException("the package holds no " + distribution.libraryName());
    }
    check(distribution.librarySha256(), libraryHash, distribution.libraryName());
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
        if (done - told >= size / 4) {
          told = done;
          progress.accept("Unpacked " + done / MEGABYTE + " of " + size / MEGABYTE + " MB");
        }
      }
    }
  }

  private static void check(String expected, MessageDigest hash, String what) {
    String actual = HexFormat.of().formatHex(hash.digest());
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
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
