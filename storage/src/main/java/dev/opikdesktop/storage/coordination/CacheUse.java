package dev.opikdesktop.storage.coordination;

/**
 * How a cache does since it was made.
 *
 * @param entries about how many it holds now
 */
public record CacheUse(String name, long hits, long misses, long entries) {}
