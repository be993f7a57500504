package dev.opikdesktop.server.costs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a price list. It stays the text that it was until somebody asks for its price:
 * thousands of models are known, a handful used.
 */
record PriceRow(PriceColumns columns, String line) {

  /** A cell's text; empty where there is none. */
  String cell(String column) {
    Integer place = columns.place(column);
    if (place == null) {
      return "";
    }
    int start = 0;
    for (int i = 0; i < place; i++) {
      int tab = line.indexOf('\t', start);
      if (tab < 0) {
        return "";
      }
      start = tab + 1;
    }
    int end = line.indexOf('\t', start);
    return line.substring(start, end < 0 ? line.length() : end);
  }

  /**
   * The prices of the line.
   *
   * @throws NumberFormatException if a cell is no number
   */
  Price price() {
    List<Price.Tier> tiers = new ArrayList<>();
    for (int thousands : columns.tiersInThousands()) {
      Price.Rates rates = rates("_above_" + thousands + "k_tokens");
      if (rates.input() != null || rates.output() != null) {
        tiers.add(new Price.Tier(thousands * 1000L, rates));
      }
    }
    return new Price(
        cell(PriceColumns.MODE),
        rates(""),
        List.copyOf(tiers),
        decimal("input_cost_per_audio_token"),
        decimal("output_cost_per_audio_token"),
        decimal("input_cost_per_character"),
        decimal("output_cost_per_second"));
  }

  private Price.Rates rates(String suffix) {
    return new Price.Rates(
        decimal("input_cost_per_token" + suffix),
        decimal("output_cost_per_token" + suffix),
        decimal("cache_read_input_token_cost" + suffix),
        decimal("cache_creation_input_token_cost" + suffix));
  }

  private @Nullable BigDecimal decimal(String column) {
    String text = cell(column).strip();
    return text.isEmpty() ? null : new BigDecimal(text);
  }
}
