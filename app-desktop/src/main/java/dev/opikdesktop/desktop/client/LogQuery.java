package dev.opikdesktop.desktop.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a project's logs, in which order.
 *
 * @param oql a condition in Opik's query language; empty for none
 * @param search words that stand anywhere in a row; empty for none
 * @param from the earliest start; null for no bound, as {@code to}
 * @param sortField a field that the server can sort by; empty for the server's own order, newest
 *     first
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

  /** All of a project, those first that began last; of threads, those that were active last. */
  public static LogQuery all(String projectId, LogKind kind) {
    return new LogQuery(projectId, kind, "", "", null, null, usualSort(kind), true);
  }

  /** What a kind of row is sorted by before anybody chose. */
  public static String usualSort(LogKind kind) {
    return kind == LogKind.THREADS ? "last_updated_at" : "start_time";
  }

  /** Whether rows are left out, so that there being none says nothing about the project. */
  public boolean isNarrowed() {
    return !oql.isEmpty() || !search.isEmpty() || from != null || to != null;
  }

  /** The same with another condition and other words. */
  public LogQuery searching(String otherOql, String words) {
    return new LogQuery(projectId, kind, otherOql, words, from, to, sortField, descending);
  }

  /** The same of another stretch of time; null for no bound. */
  public LogQuery within(@Nullable Instant begin, @Nullable Instant end) {
    return new LogQuery(projectId, kind, oql, search, begin, end, sortField, descending);
  }

  /** The same in another order. */
  public LogQuery sortedBy(String field, boolean downwards) {
    return new LogQuery(projectId, kind, oql, search, from, to, field, downwards);
  }
}
