package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.Project;

/** Where in the window the user is. */
public sealed interface Place {
  /** The list of projects. */
  record Projects() implements Place {}

  /** The traces of a project. */
  record Logs(Project project) implements Place {}

  /** One trace, with the others of its project beside it. */
  record OpenTrace(Project project, String traceId) implements Place {}
}
