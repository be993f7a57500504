package dev.opikdesktop.server.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a listener is told. Numbers grow, also from one start of the server to the next. */
public sealed interface Event {
  long number();

  /** Something of this project changed. */
  record Changed(long number, Change change) implements Event {}

  /**
   * More changed than can be told: read everything again.
   *
   * @param projectId what to read again; null means all
   */
  record Refresh(long number, @Nullable UUID projectId) implements Event {}

  /**
   * Somebody followed a link: show this.
   *
   * @param number of the last event before; this one is told once and never again
   */
  record Show(long number, Target target) implements Event {}

  /** Whether it concerns a listener who asked for this project; null asked for all. */
  default boolean concerns(@Nullable UUID wanted) {
    if (wanted == null) {
      return true;
    }
    UUID project =
        switch (this) {
          case Changed changed -> changed.change().projectId();
          case Refresh refresh -> refresh.projectId();
          case Show show -> show.target().projectId();
        };
    return project == null || project.equals(wanted);
  }
}
