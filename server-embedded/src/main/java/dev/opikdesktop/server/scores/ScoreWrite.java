package dev.opikdesktop.server.scores;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A score as a client sends it (schema FeedbackScore).
 *
 * @param value at most 999999999.999999999 either way; nine decimals are kept
 * @param sourceQueueId the annotation queue that it was given through
 */
public record ScoreWrite(
    String name,
    BigDecimal value,
    @Nullable String categoryName,
    @Nullable String reason,
    ScoreSource source,
    @Nullable UUID sourceQueueId) {

  /** A score of this category is the verdict on an assertion of a test suite. */
  static final String ASSERTION_CATEGORY = "suite_assertion";

  boolean isAssertion() {
    return ASSERTION_CATEGORY.equals(categoryName);
  }
}
