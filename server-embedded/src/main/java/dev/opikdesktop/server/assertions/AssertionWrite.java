package dev.opikdesktop.server.assertions;

import dev.opikdesktop.server.scores.ScoreSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A verdict to be kept. There is one of an entity, an assertion and an author.
 *
 * @param entityId the trace, the span, or the row of the thread, which need not be there
 * @param name the assertion
 */
public record AssertionWrite(
    UUID projectId,
    UUID entityId,
    String name,
    boolean passed,
    @Nullable String reason,
    ScoreSource source) {}
