package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.costs.CostCalculator;
import dev.opikdesktop.server.json.JsonText;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a span's cost is estimated, and when it stays (Opik contract 2.7, 2.11). */
final class SpanCosts {
  /** An estimate beyond this is a wrong number in the metadata, not a price. */
  private static final BigDecimal HIGHEST = new BigDecimal("1e15");

  private final CostCalculator calculator;

  SpanCosts(CostCalculator calculator) {
    this.calculator = calculator;
  }

  /** A create with its cost: the client's, or an estimate, or none. */
  SpanRow of(SpanRow create) {
    SpanCost cost = create.fields().cost();
    return cost != null && cost.manual() ? create : create.withCost(estimate(create.fields()));
  }

  /**
   * A changed row with its cost: what the client said stays, otherwise it is estimated anew; where
   * no price is known the cost from before stays.
   */
  SpanRow after(SpanRow changed, SpanRow before) {
    SpanCost cost = changed.fields().cost();
    if (cost != null && cost.manual()) {
      return changed;
    }
    SpanCost estimate = estimate(changed.fields());
    return changed.withCost(estimate == null ? before.fields().cost() : estimate);
  }

  private @Nullable SpanCost estimate(SpanFields fields) {
    Map<String, Integer> usage = fields.usage() == null ? Map.of() : fields.usage();
    return estimate(fields.provider(), fields.model(), usage, fields.metadata());
  }

  /** See {@link CostCalculator#estimate}. */
  @Nullable SpanCost estimate(
      @Nullable String provider,
      @Nullable String model,
      Map<String, Integer> usage,
      @Nullable JsonText metadata) {
    return calculator
        .estimate(provider, model, usage, metadata)
        .filter(amount -> amount.compareTo(HIGHEST) <= 0)
        .map(amount -> new SpanCost(amount, false))
        .orElse(null);
  }
}
