package dev.opikdesktop.server.http;

/**
 * One page of a list.
 *
 * @param total how many entries there are on all pages
 */
public record Page<T>(long total, Entries<T> content) {}
