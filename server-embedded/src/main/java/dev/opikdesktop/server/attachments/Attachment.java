package dev.opikdesktop.server.attachments;

import java.time.Instant;
import java.util.UUID;

/**
 * One file of a trace or span.
 *
 * @param fileName any text; unique among the files of its owner
 * @param blob names this upload's bytes, and no other's
 * @param size in bytes
 * @param extracted whether the server took it out of a payload
 * @param uploadedAt microseconds
 */
record Attachment(
    Owner owner,
    String fileName,
    UUID blob,
    String mimeType,
    long size,
    boolean extracted,
    Instant uploadedAt,
    String uploadedBy) {}
