package dev.opikdesktop.server.costs;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a price list, as its first line names them, separated by tabs.
 *
 * @param places where each column stands, from 0
 * @param tiersInThousands the prompt lengths from which other rates count, the longest first
 */
record PriceColumns(Map<String, Integer> places, List<Integer> tiersInThousands) {
  static final String MODEL = "model";
  static final String PROVIDER = "provider";
  static final String MODE = "mode";

  /** What the API reads and writes. */
  static final List<String> RATES =
      List.of(
          "input_cost_per_token",
          "output_cost_per_token",
          "cache_read_input_token_cost",
          "cache_creation_input_token_cost");

  /** What every model of a list has in the list that comes with the program. */
  private static final Set<String> NUMBERS =
      Set.of(
          "max_input_tokens",
          "max_output_tokens",
          "input_cost_per_token",
          "output_cost_per_token",
          "cache_read_input_token_cost",
          "cache_creation_input_token_cost",
          "output_cost_per_reasoning_token",
          "input_cost_per_audio_token",
          "output_cost_per_audio_token",
          "input_cost_per_character",
          "input_cost_per_second",
          "output_cost_per_second",
          "input_cost_per_image",
          "output_cost_per_image");

  private static final Pattern TIER =
      Pattern.compile(
          "(?:(?:in|out)put_cost_per_token|cache_(?:read|creation)_input_token_cost)"
              + "_above_([1-9]\\d{0,5})k_tokens");

  static PriceColumns of(String header) {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (String name : header.split("\t", -1)) {
      places.putIfAbsent(name.strip(), places.size());
    }
    List<Integer> tiers =
        places.keySet().stream()
            .map(TIER::matcher)
            .filter(Matcher::matches)
            .map(tier -> Integer.valueOf(tier.group(1)))
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    return new PriceColumns(places, tiers);
  }

  @Nullable Integer place(String column) {
    return places.get(column);
  }

  /** Whether the column holds a number. */
  static boolean isNumber(String column) {
    return NUMBERS.contains(column) || TIER.matcher(column).matches();
  }

  static boolean isKnown(String column) {
    return Set.of(MODEL, PROVIDER, MODE).contains(column) || isNumber(column);
  }
}
