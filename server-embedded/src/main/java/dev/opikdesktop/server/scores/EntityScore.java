package dev.opikdesktop.server.scores;

import java.util.UUID;

/**
 * A score and what it is about.
 *
 * @param projectId where the score is kept; it shows on an entity of the same project alone
 */
public record EntityScore(UUID projectId, UUID entityId, ScoreWrite score) {}
