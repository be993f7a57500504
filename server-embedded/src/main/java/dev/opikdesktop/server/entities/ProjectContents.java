package dev.opikdesktop.server.entities;

import dev.opikdesktop.server.http.Caller;
import java.util.UUID;

/** What lies in projects, for whoever deletes a project. */
@FunctionalInterface
public interface ProjectContents {
  /**
   * Deletes everything of a kind that a project holds. Returns when that is durable; nothing there
   * is no error, and neither is a project that is gone already.
   */
  void delete(Caller caller, UUID projectId);
}
