package dev.opikdesktop.server.definitions;

import dev.opikdesktop.server.json.JsonText;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a feedback score of a name may be (schema Feedback_Public).
 *
 * @param type {@code numerical}, {@code categorical} or {@code boolean}
 * @param details an object; its fields depend on the type
 */
public record FeedbackDefinition(
    UUID id,
    String name,
    @Nullable String description,
    String type,
    JsonText details,
    Instant createdAt,
    String createdBy,
    Instant lastUpdatedAt,
    String lastUpdatedBy) {}
