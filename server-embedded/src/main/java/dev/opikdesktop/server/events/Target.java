package dev.opikdesktop.server.events;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a window can be asked to show.
 *
 * @param projectId the project it lies in, where that is known
 * @param id of the thing; a thread's is any text
 */
public record Target(Kind kind, @Nullable UUID projectId, String id) {

  /** What can be shown. */
  public enum Kind {
    PROJECT,
    TRACE,
    THREAD,
    DATASET,
    EXPERIMENT,
    OPTIMIZATION;

    /** {@code project}, {@code trace} and so on. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
