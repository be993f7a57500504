package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.entities.EntityType;
import java.util.UUID;

/** The trace or span that files belong to. It need not be there: a file may come first. */
record Owner(UUID projectId, EntityType type, UUID id) {}
