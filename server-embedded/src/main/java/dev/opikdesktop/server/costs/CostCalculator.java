package dev.opikdesktop.server.costs;

import dev.opikdesktop.server.json.JsonText;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what a span cost (Opik contract 2.11), in exact US dollars. A cost that the client sent
 * is never estimated again: whether there is one is the caller's to check.
 *
 * <p>Safe for any number of threads. The price list is read when the first price is asked for.
 */
public final class CostCalculator {
  /** What is stored beside an estimate (total_estimated_cost_version): how it was made. */
  public static final String VERSION = "1.1";

  private final Supplier<PriceTable> prices;

  CostCalculator(PriceTable prices) {
    this(() -> prices);
  }

  /**
   * With prices that may change.
   *
   * @param prices those of now
   */
  CostCalculator(Supplier<PriceTable> prices) {
    this.prices = prices;
  }

  /** With the list prices that come with the program. */
  public static CostCalculator withListPrices() {
    return new CostCalculator(PriceTable.bundled());
  }

  /**
   * The cost of a span.
   *
   * @param provider who ran the model, as the client spells it
   * @param model as the client names it; when blank, the text "model" of the metadata counts
   * @param usage counts by name, the provider's own under "original_usage."
   * @param metadata looked into only for "model", and for "cost" when the model has no price
   * @return empty when nothing is known about the price or the cost is zero
   */
  public Optional<BigDecimal> estimate(
      @Nullable String provider,
      @Nullable String model,
      Map<String, Integer> usage,
      @Nullable JsonText metadata) {
    CostHints hints = null;
    String name = model;
    if (name == null || name.isBlank()) {
      hints = CostHints.in(metadata);
      name = hints.model();
    }
    if (name != null && provider != null && !usage.isEmpty()) {
      String known = PriceTable.known(provider);
      BigDecimal cost =
          prices
              .get()
              .find(known, name)
              .map(price -> Formula.cost(price, known, usage))
              .orElse(null);
      if (cost != null && cost.signum() > 0) {
        return Optional.of(cost);
      }
    }
    if (hints == null) {
      hints = CostHints.in(metadata);
    }
    return Optional.ofNullable(hints.dollars()).filter(dollars -> dollars.signum() > 0);
  }
}
