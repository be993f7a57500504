package dev.opikdesktop.storage;

import dev.opikdesktop.storage.DataFolderException.Reason;
import dev.opikdesktop.storage.backup.FolderSwap;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything the application keeps, open for this process alone.
 *
 * <pre>
 * version     what the folder holds, see {@link FolderVersion}
 * lock        locked while a process has the folder open
 * holder      who that is
 * engine/     ClickHouse's own files
 * write-ahead/ rows that were acknowledged and are not in the engine's files yet
 * relational/ the H2 database
 * blobs/      attachments
 * logs/
 * backups/    the H2 database as it was before its last migrations, and backups of the folder
 * restore/    a backup on its way into the folder, see {@link FolderSwap}
 * replaced/   what restored backups took the place of
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String HOLDER = "holder";

  /** A process that only asks who holds the folder has the lock for a moment: try again. */
  private static final int LOCK_ATTEMPTS = 10;

  private static final int LOCK_PAUSE_MILLIS = 25;

  private final Path root;
  private final FileChannel lock;
  private FolderVersion version;

  private DataFolder(Path root, FileChannel lock, FolderVersion version) {
    this.root = root;
    this.lock = lock;
    this.version = version;
  }

  /** Where this system keeps an application's data. */
  public static Path systemPlace() {
    return systemPlace(
        System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Path systemPlace(String system, Map<String, String> environment, Path home) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("Opik Desktop");
    }
    if (name.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      Path base =
          local == null || local.isBlank()
              ? home.resolve("AppData").resolve("Local")
              : Path.of(local);
      return base.resolve("Opik Desktop");
    }
    String data = environment.get("XDG_DATA_HOME");
    // The XDG specification: a path that is not absolute is to be ignored.
    boolean usable = data != null && Path.of(data).isAbsolute();
    Path base = usable ? Path.of(data) : home.resolve(".local").resolve("share");
    return base.resolve("opik-desktop");
  }

  /**
   * Opens the folder, or creates it.
   *
   * @throws DataFolderException if another process has it, a newer version of the program made it
   *     (nothing is written then), or it cannot be used
   */
  public static DataFolder open(Path root) {
    return open(root, FolderVersion.ofThisProgram());
  }

  static DataFolder open(Path root, FolderVersion known) {
    Path folder = root.toAbsolutePath().normalize();
    try {
      refuseNewer(folder, known);
      create(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        take(lock, folder);
        FolderVersion version = restored(folder, known);
        writeHolder(folder, null);
        return new DataFolder(folder, lock, version);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new DataFolderException(
          Reason.UNUSABLE,
          "The data folder %s cannot be used: %s. Choose another with --data-dir."
              .formatted(folder, reason(e)),
          null,
          e);
    }
  }

  /** Puts a backup in place that is to be restored, and says what the folder holds then. */
  private static FolderVersion restored(Path folder, FolderVersion known) throws IOException {
    new FolderSwap(folder).apply();
    Optional<FolderVersion> found = refuseNewer(folder, known);
    FolderVersion version = found.orElse(new FolderVersion(known.program(), known.layout(), 0, 0));
    if (found.isEmpty()) {
      version.write(folder);
    }
    for (String child :
        List.of("engine", "write-ahead", "relational", "blobs", "logs", "backups")) {
      create(folder.resolve(child));
    }
    return version;
  }

  /**
   * Puts a backup in place that is to be restored, without closing the folder. Nothing in it may be
   * open.
   */
  public void restore() {
    swap(
        () -> {
          version = restored(root, FolderVersion.ofThisProgram());
          return true;
        });
  }

  /** What was restored could be opened: what it took the place of will not come back. */
  public void keepRestored() {
    swap(
        () -> {
          new FolderSwap(root).opened();
          return true;
        });
  }

  /**
   * What was restored could not be opened: puts back what was there before. Nothing in the folder
   * may be open.
   *
   * @param reason why, in words
   * @return false if nothing was restored
   */
  public boolean undoRestore(String reason) {
    return swap(
        () -> {
          if (!new FolderSwap(root).undo(reason)) {
            return false;
          }
          version = restored(root, FolderVersion.ofThisProgram());
          return true;
        });
  }

  private boolean swap(Swapping work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new DataFolderException(
          Reason.UNUSABLE,
          "The backup cannot be put into the data folder %s: %s".formatted(root, reason(e)),
          null,
          e);
    }
  }

  /** Moves files. */
  @FunctionalInterface
  private interface Swapping {
    boolean run() throws IOException;
  }

  /** Who has the folder open now, if anybody. Writes nothing. */
  public static Optional<FolderHolder> holder(Path root) {
    Path file = root.resolve(LOCK);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FileLock free = channel.tryLock(0, Long.MAX_VALUE, true);
      if (free != null) {
        free.release();
        return Optional.empty();
      }
    } catch (OverlappingFileLockException e) {
      // This process has it.
    } catch (IOException e) {
      return Optional.empty();
    }
    return readHolder(root);
  }

  /**
   * What the folder holds, in words; empty if there is none yet. Writes nothing.
   *
   * @throws DataFolderException if a newer version of the program made it, or it cannot be read
   */
  public static Optional<String> contents(Path root) {
    try {
      return refuseNewer(root, FolderVersion.ofThisProgram())
          .map(
              found ->
                  "layout %d, written last by Opik Desktop %s"
                      .formatted(found.layout(), found.program()));
    } catch (IOException e) {
      throw new DataFolderException(
          Reason.UNUSABLE,
          "The data folder %s cannot be read: %s.".formatted(root, reason(e)),
          null,
          e);
    }
  }

  public Path root() {
    return root;
  }

  /** For the engine's own files. */
  public Path engine() {
    return root.resolve("engine");
  }

  /** For rows that were acknowledged and are not in the engine's files yet. */
  public Path writeAhead() {
    return root.resolve("write-ahead");
  }

  /** For the H2 database. */
  public Path relational() {
    return root.resolve("relational");
  }

  /** For attachments, uploads and exports. */
  public Path blobs() {
    return root.resolve("blobs");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** For copies of the H2 database. */
  public Path backups() {
    return root.resolve("backups");
  }

  /** Tells later starts where this process takes their commands. */
  public void announce(Path controlSocket) {
    try {
      writeHolder(root, controlSocket);
    } catch (IOException e) {
      throw new DataFolderException(
          Reason.UNUSABLE, "The data folder " + root + " cannot be written", null, e);
    }
  }

  /** Lets another process have the folder. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(root.resolve(HOLDER));
      lock.close();
    } catch (IOException e) {
      throw new DataFolderException(
          Reason.UNUSABLE, "The data folder " + root + " cannot be closed", null, e);
    }
  }

  /** What the folder holds now. */
  FolderVersion version() {
    return version;
  }

  /** Says what the folder holds from now on. */
  void version(FolderVersion changed) {
    if (changed.equals(version)) {
      return;
    }
    try {
      changed.write(root);
      version = changed;
    } catch (IOException e) {
      throw new DataFolderException(
          Reason.UNUSABLE, "The data folder " + root + " cannot be written: " + e, null, e);
    }
  }

  private static Optional<FolderVersion> refuseNewer(Path root, FolderVersion known)
      throws IOException {
    Optional<FolderVersion> found = FolderVersion.read(root);
    if (found.isPresent() && found.get().isNewerThan(known)) {
      throw new DataFolderException(
          Reason.NEWER,
          ("The data folder %s was made by %s; it cannot be read here and was left as it was."
                  + " Start the newer one, or choose another folder with --data-dir.")
              .formatted(root, newer(found.get().program(), known.program())),
          null,
          null);
    }
    return found;
  }

  /** Between two releases builds have the same version and may still differ. */
  private static String newer(String maker, String running) {
    return maker.equals(running)
        ? "a newer build of Opik Desktop " + running
        : "a newer Opik Desktop (%s) than this one (%s)".formatted(maker, running);
  }

  private static String reason(IOException failure) {
    return failure instanceof NoSuchFileException missing
        ? missing.getFile() + " cannot be made there"
        : FileFailure.reason(failure);
  }

  private static void take(FileChannel lock, Path root) throws IOException {
    for (int attempt = 1; attempt <= LOCK_ATTEMPTS; attempt++) {
      try {
        if (lock.tryLock() != null) {
          return;
        }
        Thread.sleep(LOCK_PAUSE_MILLIS);
      } catch (OverlappingFileLockException e) {
        break;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    Optional<FolderHolder> holder = readHolder(root);
    throw new DataFolderException(
        Reason.HELD,
        "The data folder %s is in use by another Opik Desktop%s."
            .formatted(root, holder.map(h -> " (process " + h.pid() + ")").orElse("")),
        holder.orElse(null),
        null);
  }

  /** Creates a folder that only its owner can look into. */
  private static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private static void writeHolder(Path root, @Nullable Path controlSocket) throws IOException {
    Path temporary = root.resolve(HOLDER + ".new");
    String socket = controlSocket == null ? "" : controlSocket.toAbsolutePath() + "\n";
    Files.writeString(temporary, ProcessHandle.current().pid() + "\n" + socket);
    Files.move(
        temporary,
        root.resolve(HOLDER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static Optional<FolderHolder> readHolder(Path root) {
    try {
      List<String> lines = Files.readAllLines(root.resolve(HOLDER));
      Optional<Path> socket =
          lines.size() > 1 ? Optional.of(Path.of(lines.get(1))) : Optional.empty();
      return Optional.of(new FolderHolder(Long.parseLong(lines.getFirst()), socket));
    } catch (IOException | RuntimeException e) {
      // It has the lock and has not said yet who it is.
      return Optional.empty();
    }
  }
}
