package dev.opikdesktop.desktop.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The backups of a server's data folder.
 *
 * @param folder where they are made unless another is named
 * @param possible whether everything is kept in the data folder, so that there can be backups
 * @param restorePending whether the next start puts a backup in place
 * @param restoreFailure why the backup that was restored last could not be opened; empty if it
 *     could
 * @param all the youngest first
 * @param work what is under way with one of them, or was last; null for nothing
 */
public record Backups(
    String folder,
    boolean possible,
    boolean restorePending,
    String restoreFailure,
    List<Backup> all,
    @Nullable Work work) {

  /**
   * One of them.
   *
   * @param replaced whether it is what a restored backup took the place of
   */
  public record Backup(
      String id, String folder, Instant createdAt, String program, long bytes, boolean replaced) {}

  /**
   * Long work with one of them.
   *
   * @param kind {@code make}, {@code verify} or {@code restore}
   * @param state {@code running}, {@code done}, {@code failed} or {@code cancelled}
   * @param totalBytes 0 as long as that is not known
   * @param faults why it failed, or what is wrong with a verified backup
   */
  public record Work(
      String id,
      String kind,
      String state,
      String backupId,
      long doneBytes,
      long totalBytes,
      List<String> faults) {
    public boolean isRunning() {
      return state.equals("running");
    }
  }
}
