package dev.opikdesktop.desktop.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What takes how much room where a server runs.
 *
 * @param mostBytes from which on the oldest traces go; null without a limit
 * @param projects those with the most spans first
 */
public record StorageUse(
    String dataFolder,
    long freeBytes,
    @Nullable Long mostBytes,
    List<Part> parts,
    List<ProjectRows> projects) {

  /** A folder in the data folder. */
  public record Part(String name, long bytes) {}

  /**
   * What a project has.
   *
   * @param name empty for one that is being deleted
   */
  public record ProjectRows(String projectId, String name, long traces, long spans) {}

  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }
}
