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
    boolean descending) {}
