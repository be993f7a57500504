package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql;

/**
 * What the logs of a project show, whichever project it is.
 *
 * @param oql a condition in Opik's query language; empty for none
 * @param search words that stand anywhere in a row; empty for none
 */
public record LogView(
    LogKind kind,
    String oql,
    String search,
    TimeRange range,
    String sortField,
    boolean descending) {

  /** All rows of a kind, as they are sorted before anybody chose. */
  public static LogView all(LogKind kind) {
    return new LogView(kind, "", "", TimeRange.ALL, LogQuery.usualSort(kind), true);
  }

  /** The traces of one thread. */
  public static LogView tracesOfThread(String threadId) {
    return all(LogKind.TRACES).with("thread_id", threadId);
  }

  /**
   * Spans of one trace.
   *
   * @param condition what has to hold besides; empty for nothing
   * @param words as {@link #search()}
   */
  public static LogView spansOfTrace(String traceId, String condition, String words) {
    LogView spans = all(LogKind.SPANS).with("trace_id", traceId);
    return spans.asking(condition.isEmpty() ? spans.oql : spans.oql + " AND " + condition, words);
  }

  /** The same of another stretch of time. */
  public LogView within(TimeRange other) {
    return new LogView(kind, oql, search, other, sortField, descending);
  }

  /** The same with another condition and other words. */
  public LogView asking(String condition, String words) {
    return new LogView(kind, condition, words, range, sortField, descending);
  }

  /** The same in another order. */
  public LogView sortedBy(String field, boolean downwards) {
    return new LogView(kind, oql, search, range, field, downwards);
  }

  /** Sorted by a field: downwards first, then upwards, then as before anybody chose. */
  LogView sortedNextBy(String field) {
    if (!sortField.equals(field)) {
      return sortedBy(field, true);
    }
    return descending ? sortedBy(field, false) : sortedBy(LogQuery.usualSort(kind), true);
  }

  private LogView with(String field, String value) {
    return asking(new Oql.Condition(field, "", Operator.EQUAL, value).text(), search);
  }
}
