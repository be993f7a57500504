package dev.opikdesktop.server.costs;

import dev.opikdesktop.server.json.JsonText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Estimates what a span cost (Opik contract 2.11), in exact US dollars. A cost that the client sent
 * is never estimated again: whether there is one is the caller's to check.
 *
 * <p>Safe for any number of threads. The price list is read when the first price is asked for.
 */
public final class CostCalculator {
  /** What is stored beside an estimate (total_estimated_cost_version): how it was made. */
  public static final String VERSION = "1.1";

  private static final Logger LOG = LoggerFactory.getLogger(CostCalculator.class);

  private final PriceTable prices;

  CostCalculator(PriceTable prices) {
    this.prices = prices;
  }

  /** With the list prices that come with the program. */
  public static CostCalculator withListPrices() {
    return new CostCalculator(PriceTable.bundled());
  }

  /**
   * With the list prices and, before them, the user's own in the file model-prices.tsv of the data
   * folder. That file is read now, and what is wrong with it is logged as warnings.
   */
  public static CostCalculator withPricesIn(Path dataFolder) {
    Map<String, PriceRow> own = OwnPrices.in(dataFolder, LOG::warn);
    if (!own.isEmpty()) {
      LOG.info("{} prices come from {} in the data folder", own.size(), OwnPrices.FILE_NAME);
    }
    return new CostCalculator(PriceTable.bundledBelow(own));
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
          prices.find(known, name).map(price -> Formula.cost(price, known, usage)).orElse(null);
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
