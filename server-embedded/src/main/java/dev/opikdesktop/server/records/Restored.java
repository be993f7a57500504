package dev.opikdesktop.server.records;

/**
 * A whole entity that was written elsewhere before.
 *
 * @param <W> what a client writes of such an entity
 */
public record Restored<W>(W write, Origin origin) {}
