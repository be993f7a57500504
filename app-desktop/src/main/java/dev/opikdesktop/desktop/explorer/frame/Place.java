package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.logs.LogView;
import dev.opikdesktop.desktop.explorer.logs.TimeRange;
import dev.opikdesktop.desktop.explorer.payload.PayloadModel;
import org.jspecify.annotations.Nullable;

/** Where in the window the user is. Each has a {@link Link}. */
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

  /**
   * The threads, traces and spans of a project.
   *
   * @param view which of them; null for those that were shown last
   */
  record Logs(Project project, @Nullable LogView view) implements Place {
    public Logs(Project project) {
      this(project, null);
    }
  }

  /**
   * What a project came to over a stretch of time.
   *
   * @param range null for the one that was shown last
   */
  record Overview(Project project, @Nullable TimeRange range) implements Place {
    public Overview(Project project) {
      this(project, null);
    }
  }

  /**
   * One trace, with the others of its project beside it.
   *
   * @param spanId the span that is selected; null for the trace itself
   * @param tab which of its payloads is open; null for the one that was open last
   */
  record OpenTrace(
      Project project, String traceId, @Nullable String spanId, PayloadModel.@Nullable Part tab)
      implements Place {
    public OpenTrace(Project project, String traceId, @Nullable String spanId) {
      this(project, traceId, spanId, null);
    }
  }

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

  /** Two traces of a project side by side. */
  record Compare(Project project, String leftTraceId, String rightTraceId) implements Place {
    /** The same two the other way round. */
    Compare swapped() {
      return new Compare(project, rightTraceId, leftTraceId);
    }
  }
}
