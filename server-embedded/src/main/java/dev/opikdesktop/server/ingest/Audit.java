package dev.opikdesktop.server.ingest;

import java.time.Instant;

/**
 * Who wrote a row, and when.
 *
 * @param lastUpdatedAt microseconds; also the version by which rows replace one another
 */
public record Audit(
    Instant createdAt, String createdBy, Instant lastUpdatedAt, String lastUpdatedBy) {}
