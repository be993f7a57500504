package dev.opikdesktop.server.backups;

import dev.opikdesktop.server.backups.BackupWork.Kind;
import dev.opikdesktop.server.backups.BackupWork.State;
import dev.opikdesktop.server.deletes.Compaction;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.system.ProductVersion;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.DataFolderException;
import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StoresSnapshot;
import dev.opikdesktop.storage.backup.Backup;
import dev.opikdesktop.storage.backup.BackupCopy;
import dev.opikdesktop.storage.backup.FolderSwap;
import dev.opikdesktop.storage.backup.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, verifies, restores and deletes backups, one at a time and in the background.
 *
 * <p>A restored backup takes its place when the stores are closed: at once where somebody listens
 * ({@link #onRestoreReady}), and otherwise at the next start.
 */
public final class BackupService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackupService.class);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private final Path root;
  private final Optional<StoresSnapshot> stores;
  private final Compaction compaction;
  private final BackupPlaces places;
  private final AtomicReference<@Nullable Runnable> restart = new AtomicReference<>();
  private final Thread sweep;
  private @Nullable BackupWork work;

  /**
   * Begins to delete what a killed process left.
   *
   * @param stores empty if not everything is kept in the data folder
   */
  public BackupService(Path root, Optional<StoresSnapshot> stores, Compaction compaction) {
    this.root = root.toAbsolutePath();
    this.stores = stores;
    this.compaction = compaction;
    this.places = new BackupPlaces(this.root);
    this.sweep = Thread.ofVirtual().name("backup leftovers").start(this::sweep);
  }

  /**
   * What there is.
   *
   * @param folder where backups are made unless another is named
   * @param possible whether everything is kept in the data folder, so that there can be backups
   * @param restorePending whether the next start puts a backup in place
   * @param restoreFailure why the backup that was restored last could not be opened
   */
  record Listed(
      String folder,
      boolean possible,
      boolean restorePending,
      @Nullable String restoreFailure,
      List<Shown> backups,
      BackupWork.@Nullable Shown work) {}

  /** A backup as it is shown. */
  record Shown(
      UUID id,
      String folder,
      Instant createdAt,
      String program,
      long bytes,
      long files,
      boolean replaced) {
    static Shown of(Backup backup) {
      return new Shown(
          backup.id(),
          backup.folder().toString(),
          backup.createdAt(),
          backup.program(),
          backup.bytes(),
          backup.files(),
          backup.kind() == Backup.Kind.REPLACED);
    }
  }

  /** What is called when a restored backup waits for the stores to be closed. */
  public void onRestoreReady(Runnable listener) {
    restart.set(listener);
  }

  Listed list() {
    BackupWork last = last();
    try {
      return new Listed(
          places.own().toString(),
          stores.isPresent(),
          new FolderSwap(root).isPending(),
          FolderSwap.failure(root).orElse(null),
          places.all().stream().map(Shown::of).toList(),
          last == null ? null : last.shown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Begins to make one.
   *
   * @param folder where; null for the usual place
   * @throws ApiException 409 if that cannot be, or something is under way
   */
  BackupWork.Shown make(@Nullable String folder) {
    StoresSnapshot snapshot = required();
    Path place = folder == null ? places.own() : place(folder);
    UUID id = TimeOrderedIds.next();
    return begin(Kind.MAKE, id, now -> make(snapshot, place, id, now));
  }

  BackupWork.Shown verify(UUID id) {
    Backup backup = found(id);
    return begin(Kind.VERIFY, id, now -> BackupCopy.verify(backup, now.progress()));
  }

  /**
   * Begins to restore one.
   *
   * @throws ApiException 409 if a newer program made it
   */
  BackupWork.Shown restore(UUID id) {
    required();
    Backup backup = found(id);
    try {
      DataFolder.contents(backup.data());
    } catch (DataFolderException newer) {
      throw ApiException.conflict(
          "The backup cannot be restored: it was made by a newer Opik Desktop (%s)"
              .formatted(backup.program()));
    }
    return begin(
        Kind.RESTORE,
        id,
        now -> {
          FolderSwap swap = new FolderSwap(root);
          BackupCopy.prepare(backup, swap.incoming(), now.progress());
          swap.begin(TimeOrderedIds.next());
          return List.of();
        });
  }

  void delete(UUID id) {
    Backup backup = found(id);
    synchronized (this) {
      if (work != null && work.isRunning() && work.shown().backupId().equals(id)) {
        throw ApiException.conflict("The backup is in use");
      }
      try {
        FolderTree.delete(backup.folder());
      } catch (IOException e) {
        throw ApiException.conflict("The backup cannot be deleted: " + FileFailure.reason(e));
      }
    }
  }

  synchronized void cancel() {
    if (work != null) {
      work.progress().cancel();
    }
  }

  @Override
  public void close() {
    BackupWork last = last();
    try {
      // Its own restart must not wait for itself.
      if (last != null && last.isRunning()) {
        last.stop();
      }
      sweep.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is done in the background; answers what is wrong. */
  @FunctionalInterface
  private interface Task {
    List<String> run(BackupWork work) throws IOException;
  }

  private synchronized @Nullable BackupWork last() {
    return work;
  }

  private synchronized BackupWork.Shown begin(Kind kind, UUID backup, Task task) {
    if (work != null && work.isRunning()) {
      throw ApiException.conflict("Another backup is made, verified or restored now");
    }
    if (pending()) {
      throw ApiException.conflict("A restored backup waits for the next start");
    }
    BackupWork begun = new BackupWork(TimeOrderedIds.next(), kind, backup);
    work = begun;
    begun.runs(Thread.ofVirtual().name("backup").start(() -> run(kind, begun, task)));
    return begun.shown();
  }

  private boolean pending() {
    try {
      return new FolderSwap(root).isPending();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Kind kind, BackupWork now, Task task) {
    try {
      List<String> faults = task.run(now);
      now.end(State.DONE, faults);
      LOG.info("Backup {}: {} ended with {} faults", now.shown().backupId(), kind, faults.size());
      Runnable listener = restart.get();
      if (kind == Kind.RESTORE && listener != null) {
        listener.run();
      }
    } catch (CancellationException cancelled) {
      now.end(State.CANCELLED, List.of());
    } catch (IOException e) {
      failed(kind, now, e, FileFailure.reason(e));
    } catch (RuntimeException e) {
      failed(kind, now, e, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static void failed(Kind kind, BackupWork now, Exception failure, String reason) {
    LOG.warn("Backup {}: {} failed: {}", now.shown().backupId(), kind, reason, failure);
    now.end(State.FAILED, List.of(reason));
  }

  private List<String> make(StoresSnapshot stores, Path place, UUID id, BackupWork now)
      throws IOException {
    Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Path folder = places.folder(place, STAMP.format(time));
    Path snapshot = places.snapshot();
    sweepEnded();
    try {
      // A compaction takes old parts away at once, and says so in the tables' definitions.
      compaction.hold(
          () -> {
            try {
              stores.take(snapshot, now.progress());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      BackupCopy.make(snapshot, folder, id, time, ProductVersion.read(), now.progress());
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      FolderTree.delete(snapshot);
    }
  }

  private void sweep() {
    if (stores.isEmpty()) {
      return;
    }
    try {
      places.deleteLeftovers();
    } catch (IOException | RuntimeException e) {
      LOG.warn("What is left of a backup that was cut stays: {}", e.toString());
    }
  }

  private void sweepEnded() {
    try {
      sweep.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(StorageException.Kind.UNAVAILABLE, "Interrupted", e);
    }
  }

  private StoresSnapshot required() {
    return stores.orElseThrow(
        () ->
            ApiException.conflict(
                "Not everything is kept in the data folder: back up the database servers with"
                    + " their own tools"));
  }

  private Backup found(UUID id) {
    return places
        .find(id)
        .orElseThrow(() -> ApiException.notFoundErrors("There is no backup " + id));
  }

  private static Path place(String folder) {
    try {
      Path place = Path.of(folder);
      if (place.isAbsolute()) {
        return place.normalize();
      }
    } catch (InvalidPathException e) {
      // The common end of this method says it.
    }
    throw ApiException.validation("folder must be an absolute path");
  }
}
