package dev.opikdesktop.server.comments;

import dev.opikdesktop.server.ingest.Audit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment as it is read (schema Comment).
 *
 * @param text any text but blanks alone, as it came
 * @param sourceQueueId the annotation queue in which it was written
 */
public record Comment(UUID id, String text, @Nullable UUID sourceQueueId, Audit audit) {}
