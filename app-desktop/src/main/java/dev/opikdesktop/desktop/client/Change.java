package dev.opikdesktop.desktop.client;

import java.util.List;

/** What the stream of changes says. */
public sealed interface Change {

  /**
   * Things that were written.
   *
   * @param entity {@code trace}, {@code span} or {@code project}
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

  /** The stream broke, or the server can't be reached; it is tried again without being asked. */
  record Disconnected(String reason) implements Change {}
}
