package dev.opikdesktop.server.comments;

import java.util.UUID;

/**
 * A comment and where it lies.
 *
 * @param entityId the trace, the span, or the row of the thread that it is about
 */
record StoredComment(UUID projectId, UUID entityId, Comment comment) {}
