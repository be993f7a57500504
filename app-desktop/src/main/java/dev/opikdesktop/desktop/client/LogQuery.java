package dev.opikdesktop.desktop.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a project's logs, in which order.
 *
 * @param oql a condition in Opik's query language; empty for none
 * @param search words that stand anywhere in a row; empty for none
 * @param from the earliest start; null for no bound, as {@code to}
 * @param sortField a field that the server can sort by; empty for the newest first
 */
public record LogQuery(
    String projectId,
    LogKind kind,
    String oql,
    String search,
    @Nullable Instant from,
    @Nullable Instant to,
    String sortField,
    boolean descending) {

  /** All of a project, newest first. */
  public static LogQuery all(String projectId, LogKind kind) {
    return new LogQuery(projectId, kind, "", "", null, null, "", true);
  }

  /** Whether rows are left out, so that there being none says nothing about the project. */
  public boolean isNarrowed() {
    return !oql.isEmpty() || !search.isEmpty() || from != null || to != null;
  }

  /** Whether what comes new belongs to the top. */
  public boolean newestFirst() {
    return sortField.isEmpty() || (sortField.equals("start_time") && descending);
  }
}
