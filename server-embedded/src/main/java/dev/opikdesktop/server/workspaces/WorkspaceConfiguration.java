package dev.opikdesktop.server.workspaces;

import dev.opikdesktop.server.json.JsonText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a workspace (schema WorkspaceConfiguration). What is null is as the server has
 * it.
 *
 * @param threadTimeout how long a thread stays open after its last trace, in whole seconds
 * @param truncationOnTables whether lists show long payloads cut off
 * @param colorMap an object of colors by name
 */
record WorkspaceConfiguration(
    @Nullable Duration threadTimeout,
    @Nullable Boolean truncationOnTables,
    @Nullable JsonText colorMap) {

  /** As it goes over the wire. */
  record Shown(
      @Nullable String timeoutToMarkThreadAsInactive,
      @Nullable Boolean truncationOnTables,
      @Nullable JsonText colorMap) {}

  /** A duration is in ISO-8601: seven days read as PT168H. */
  Shown shown() {
    return new Shown(
        threadTimeout == null ? null : threadTimeout.toString(), truncationOnTables, colorMap);
  }
}
