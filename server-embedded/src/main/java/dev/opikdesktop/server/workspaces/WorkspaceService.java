package dev.opikdesktop.server.workspaces;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The rules of the settings of a workspace. */
public final class WorkspaceService {
  private final WorkspaceStore store;

  public WorkspaceService(Relational relational) {
    this.store = new WorkspaceStore(relational);
  }

  /**
   * The settings.
   *
   * @throws ApiException 404 when there never were any
   */
  WorkspaceConfiguration get(Caller caller) {
    return store
        .find(caller)
        .orElseThrow(() -> ApiException.notFound("Workspace configuration not found"));
  }

  /** Keeps settings; what they do not say is as the server has it. */
  void put(Caller caller, WorkspaceConfiguration configuration) {
    store.put(caller, configuration, Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  /** Forgets the settings, if there are any. */
  void delete(Caller caller) {
    store.delete(caller);
  }

  /** How long a thread of the local workspace stays open after its last trace, if that is set. */
  public Optional<Duration> threadTimeout() {
    return store.find(Caller.LOCAL).map(WorkspaceConfiguration::threadTimeout);
  }
}
