package dev.opikdesktop.server.projects;

import dev.opikdesktop.server.http.Caller;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What others know of a project, and is shown with it when a client asks for it. */
@FunctionalInterface
public interface ProjectExtra {
  /** More properties of the project. */
  ObjectNode of(Caller caller, UUID project);
}
