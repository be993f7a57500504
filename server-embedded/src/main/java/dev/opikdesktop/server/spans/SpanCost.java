package dev.opikdesktop.server.spans;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a span cost, in US dollars.
 *
 * @param manual whether the client said so; then it is never estimated (Opik contract 2.11)
 */
record SpanCost(BigDecimal amount, boolean manual) {
  /** The version that is stored for what a client said; it is never shown. */
  private static final String BY_CLIENT = "client";

  /** Whether both are stored alike. */
  static boolean same(@Nullable SpanCost one, @Nullable SpanCost other) {
    if (one == null || other == null) {
      return one == other;
    }
    return one.manual == other.manual && stored(one.amount).equals(stored(other.amount));
  }

  private static BigDecimal stored(BigDecimal amount) {
    return amount.setScale(SpanRows.COST_SCALE, RoundingMode.HALF_EVEN);
  }

  static String storedVersion(@Nullable SpanCost cost, String estimateVersion) {
    return cost == null ? "" : cost.manual ? BY_CLIENT : estimateVersion;
  }

  static @Nullable SpanCost ofStored(BigDecimal amount, String version) {
    return version.isEmpty() ? null : new SpanCost(amount, version.equals(BY_CLIENT));
  }
}
