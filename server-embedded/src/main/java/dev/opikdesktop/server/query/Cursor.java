package dev.opikdesktop.server.query;

import dev.opikdesktop.storage.analytics.Statement;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the page before ended, newest first: what is wanted has lesser ids.
 *
 * @param before empty for the first page
 */
public record Cursor(Optional<UUID> before) {
  /** Every page is the first. */
  public static final Cursor NONE = new Cursor(Optional.empty());

  /** A condition on the column id, behind an AND; nothing for the first page. */
  public String sql() {
    return before.isPresent() ? "AND id < {before:Id}" : "";
  }

  /** The statement with the value of {@link #sql}. */
  public Statement boundTo(Statement statement) {
    return before.map(id -> statement.with("before", id)).orElse(statement);
  }
}
