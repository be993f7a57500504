package dev.opikdesktop.server.scores;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A score of a batch (schema FeedbackScoreBatchItem).
 *
 * @param entityId version 7
 * @param projectName absent or blank means Default Project
 */
record NamedScore(UUID entityId, @Nullable String projectName, ScoreWrite score) {}
