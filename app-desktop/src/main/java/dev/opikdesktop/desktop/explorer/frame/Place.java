package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.Project;
import org.jspecify.annotations.Nullable;

/** Where in the window the user is. */
public sealed interface Place {
  /** The project that it belongs to; null where it belongs to none. */
  @Nullable Project project();

  /** The list of projects. */
  record Projects() implements Place {
    @Override
    public @Nullable Project project() {
      return null;
    }
  }

  /** The threads, traces and spans of a project. */
  record Logs(Project project) implements Place {}

  /** What a project came to over a stretch of time. */
  record Overview(Project project) implements Place {}

  /**
   * One trace, with the others of its project beside it.
   *
   * @param spanId the span that is selected; null for the trace itself
   */
  record OpenTrace(Project project, String traceId, @Nullable String spanId) implements Place {}

  /**
   * One conversation, with the other rows of the logs beside it.
   *
   * @param traceId the turn that is selected; null for the first
   */
  record OpenThread(Project project, String threadId, @Nullable String traceId) implements Place {}

  /**
   * The settings.
   *
   * @param project the one that was shown before, which stays in the side bar
   * @param section the id of what is shown; empty for the first one
   */
  record Settings(@Nullable Project project, String section) implements Place {}
}
