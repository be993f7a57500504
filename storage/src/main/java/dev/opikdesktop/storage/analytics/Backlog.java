package dev.opikdesktop.storage.analytics;

/**
 * What was acknowledged and waits in files to come into the store.
 *
 * @param files that hold such rows
 * @param failing whether the last attempt failed
 */
public record Backlog(String table, long bytes, int files, boolean failing) {}
