package dev.opikdesktop.desktop.client;

import java.util.List;
import java.util.function.Predicate;

/** What the stream of changes says. */
public sealed interface Change {

  /**
   * Whether somebody who shows something has to ask for it anew: always after a gap in the stream.
   *
   * @param shown whether what was written is a part of it
   */
  default boolean concerns(Predicate<Written> shown) {
    return switch (this) {
      case Written written -> shown.test(written);
      case Lost lost -> true;
      case Connected connected -> true;
      case Polled polled -> true;
      case Disconnected disconnected -> false;
      case Show show -> false;
    };
  }

  /**
   * Things that were written.
   *
   * @param entity {@code trace}, {@code span}, {@code project}, {@code environment}, {@code
   *     feedback_definition} and others
   * @param projectId empty for what belongs to no project
   */
  record Written(String entity, String projectId, List<String> ids) implements Change {
    public Written {
      ids = List.copyOf(ids);
    }
  }

  /**
   * Somebody followed a link to something.
   *
   * @param kind {@code trace}, {@code thread}, {@code project} and others of a later server
   * @param projectId empty where it is not known
   */
  record Show(String kind, String projectId, String id) implements Change {}

  /** The stream has lost some changes: whoever shows something asks for it anew. */
  record Lost() implements Change {}

  /** The stream stands (again). */
  record Connected() implements Change {}

  /**
   * The server answers, but tells no changes: whoever shows something asks for it anew, every now
   * and then.
   */
  record Polled() implements Change {}

  /** The stream broke, or the server can't be reached; it is tried again without being asked. */
  record Disconnected(String reason) implements Change {}
}
