package dev.opikdesktop.server.threads;

import java.util.UUID;

/**
 * Which thread.
 *
 * @param threadId the text that its traces share, exact
 */
record ThreadKey(UUID workspaceId, UUID projectId, String threadId) {}
