package dev.opikdesktop.server.costs;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the price of one model, in US dollars a token; absent what the model is not
 * charged for, or as any other part of a prompt.
 *
 * @param provider by Opik's own name
 * @param mode what the model does: "chat", "embedding", …; empty when nobody says
 * @param own whether it comes from the user's file
 * @param listed whether the list that comes with the program has the model
 */
public record ModelPrice(
    String provider,
    String model,
    String mode,
    @Nullable BigDecimal inputCostPerToken,
    @Nullable BigDecimal outputCostPerToken,
    @Nullable BigDecimal cacheReadInputTokenCost,
    @Nullable BigDecimal cacheCreationInputTokenCost,
    boolean own,
    boolean listed) {

  static ModelPrice of(String key, PriceRow row, boolean own, boolean listed) {
    Price.Rates rates = row.price().base();
    return new ModelPrice(
        key.substring(0, key.indexOf('\t')),
        row.cell(PriceColumns.MODEL).strip(),
        row.cell(PriceColumns.MODE).strip(),
        rates.input(),
        rates.output(),
        rates.cacheRead(),
        rates.cacheCreation(),
        own,
        listed);
  }
}
