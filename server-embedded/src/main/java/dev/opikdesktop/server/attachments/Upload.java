package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.entities.EntityType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a file that it sends.
 *
 * @param projectName absent or blank means Default Project
 * @param mimeType absent means that of the file's name or content
 */
record Upload(
    @Nullable String projectName,
    EntityType type,
    UUID entityId,
    String fileName,
    @Nullable String mimeType) {}
