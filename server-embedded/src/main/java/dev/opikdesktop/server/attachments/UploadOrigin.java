package dev.opikdesktop.server.attachments;

import java.time.Instant;

/**
 * How a file came.
 *
 * @param isExtracted whether a server took it out of a payload
 */
record UploadOrigin(Instant at, String by, boolean isExtracted) {}
