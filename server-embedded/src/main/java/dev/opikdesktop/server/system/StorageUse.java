package dev.opikdesktop.server.system;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What takes how much room on this machine.
 *
 * @param freeBytes of the disk that the data folder lies on
 * @param mostBytes that the data folder may have before the oldest traces go; absent without a
 *     limit
 * @param parts of the data folder, in the order of their path
 * @param projects with traces or spans, those with the most spans first
 */
record StorageUse(
    String dataFolder,
    long freeBytes,
    @Nullable Long mostBytes,
    List<Part> parts,
    List<ProjectRows> projects) {

  /**
   * A folder.
   *
   * @param name in the data folder; "other" for whatever else lies there
   */
  record Part(String name, long bytes) {}

  /**
   * What a project has.
   *
   * @param name absent for one that is being deleted
   */
  record ProjectRows(UUID projectId, @Nullable String name, long traces, long spans) {}
}
