package dev.opikdesktop.server.backups;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.opikdesktop.storage.backup.BackupProgress;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The long work that is under way with a backup, or was last. Its state changes. */
final class BackupWork {
  /** What is done. */
  enum Kind {
    MAKE,
    VERIFY,
    RESTORE;

    /** As in the API. */
    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far it is. */
  enum State {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** As in the API. */
    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is told of it.
   *
   * @param backupId of the backup that it makes or is about
   * @param totalBytes 0 as long as that is not known
   * @param faults sentences: why it failed, or what is wrong with a verified backup
   */
  record Shown(
      UUID id,
      Kind kind,
      State state,
      UUID backupId,
      long doneBytes,
      long totalBytes,
      List<String> faults) {}

  private final UUID id;
  private final Kind kind;
  private final UUID backupId;
  private final BackupProgress progress = new BackupProgress();
  private State state = State.RUNNING;
  private List<String> faults = List.of();
  private @Nullable Thread thread;

  BackupWork(UUID id, Kind kind, UUID backupId) {
    this.id = id;
    this.kind = kind;
    this.backupId = backupId;
  }

  BackupProgress progress() {
    return progress;
  }

  synchronized boolean isRunning() {
    return state == State.RUNNING;
  }

  synchronized void end(State how, List<String> sentences) {
    state = how;
    faults = sentences;
  }

  synchronized Shown shown() {
    return new Shown(id, kind, state, backupId, progress.done(), progress.total(), faults);
  }

  synchronized void runs(Thread in) {
    thread = in;
  }

  /** Ends it, and waits until it has cleaned up. */
  void stop() throws InterruptedException {
    progress.cancel();
    Thread in;
    synchronized (this) {
      in = thread;
    }
    if (in != null) {
      in.join();
    }
  }
}
