package dev.opikdesktop.server.entities;

import dev.opikdesktop.server.http.Caller;
import java.util.Collection;
import java.util.UUID;

/** What lies in projects, for whoever deletes a project. */
@FunctionalInterface
public interface ProjectContents {
  /**
   * Deletes everything of a kind that projects hold. Returns when that is durable; nothing there is
   * no error, and neither is a project that is gone already. One statement for all: projects of
   * which nothing is there cost next to nothing.
   */
  void delete(Caller caller, Collection<UUID> projects);
}
