package dev.opikdesktop.storage.blobs;

import java.time.Instant;

/**
 * A blob without its content.
 *
 * @param size in bytes
 * @param storedAt when its content was stored
 */
public record BlobInfo(String key, long size, String mediaType, Instant storedAt) {}
