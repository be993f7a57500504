package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;

/**
 * A query that somebody gave a name.
 *
 * @param projectId the project whose logs it is of
 * @param range as {@link TimeRange#code} writes it
 */
public record SavedView(
    String name,
    String projectId,
    LogKind kind,
    String oql,
    String search,
    String range,
    String sortField,
    boolean descending) {

  static SavedView of(String name, String projectId, LogView shown) {
    return new SavedView(
        name,
        projectId,
        shown.kind(),
        shown.oql(),
        shown.search(),
        shown.range().code(),
        shown.sortField(),
        shown.descending());
  }

  /** What it shows of its project. */
  public LogView shows() {
    return new LogView(kind, oql, search, TimeRange.parse(range), sortField, descending);
  }
}
