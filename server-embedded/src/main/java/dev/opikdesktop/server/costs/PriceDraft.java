package dev.opikdesktop.server.costs;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a body said of a price of the user's so far. */
final class PriceDraft implements Draft<PriceDraft.Write> {
  private final Map<String, @Nullable BigDecimal> rates = new LinkedHashMap<>();
  private @Nullable String provider;
  private @Nullable String model;

  PriceDraft() {
    PriceColumns.RATES.forEach(column -> rates.put(column, null));
  }

  /**
   * A row of the user's file.
   *
   * @param rates dollars a token by the name of the column
   */
  record Write(String provider, String model, Map<String, @Nullable BigDecimal> rates) {}

  @Override
  public void field(FieldReader in, String field) {
    switch (field) {
      case "provider" -> provider = in.text();
      case "model" -> model = in.text();
      default -> {
        if (rates.containsKey(field)) {
          rates.put(field, in.decimal());
        } else {
          in.skip();
        }
      }
    }
  }

  @Override
  public void validate(Validation validation) {
    validation.notBlank("provider", provider);
    validation.notBlank("model", model);
    name(validation, "provider", provider);
    name(validation, "model", model);
    rates.forEach(
        (column, dollars) -> {
          if (dollars != null && !OwnPrices.isPrice(dollars.toPlainString())) {
            validation.error(column, "must be a number of dollars that is not negative");
          }
        });
    if (rates.values().stream().allMatch(dollars -> dollars == null)) {
      validation.error("input_cost_per_token", "must not be null when there is no other price");
    }
  }

  @Override
  public Write write() {
    return new Write(
        provider == null ? "" : provider.strip(), model == null ? "" : model.strip(), rates);
  }

  /** What the file could not hold in one cell of one line, or would read as a remark. */
  private static void name(Validation validation, String field, @Nullable String text) {
    if (text != null && (text.startsWith("#") || text.chars().anyMatch(Character::isISOControl))) {
      validation.error(field, "must have no control characters and not begin with #");
    }
  }
}
