package dev.opikdesktop.server.costs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The price list, and how a model's name finds its row (Opik contract 2.11). A row stays the line
 * that it was in the file until somebody asks for it: hundreds of models are known, a handful used.
 */
final class PriceTable {
  /** The list's names of the providers that have prices here, and Opik's names of them. */
  private static final Map<String, String> PROVIDERS =
      Map.ofEntries(
          Map.entry("openai", "openai"),
          Map.entry("vertex_ai-language-models", "google_vertexai"),
          Map.entry("gemini", "google_ai"),
          Map.entry("anthropic", "anthropic"),
          Map.entry("vertex_ai-anthropic_models", "anthropic_vertexai"),
          Map.entry("bedrock", "bedrock"),
          Map.entry("bedrock_converse", "bedrock"),
          Map.entry("groq", "groq"),
          Map.entry("jina_ai", "jina_ai"),
          Map.entry("elastic", "elastic"),
          Map.entry("azure", "azure"),
          Map.entry("microsoft", "azure"),
          Map.entry("mistral", "mistral"),
          Map.entry("xai", "xai"));

  /** Other names of a provider that clients send. */
  private static final Map<String, String> ALIASES =
      Map.of("gemini", "google_ai", "vertex-ai", "google_vertexai");

  private static final Pattern DATE = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");
  private static final Pattern REVISION = Pattern.compile(":\\d+$");
  private static final Pattern TIER_COLUMN =
      Pattern.compile("input_cost_per_token_above_(\\d+)k_tokens");

  private final Map<String, Integer> columns;
  private final List<Integer> tiersInThousands;
  private final Map<String, String> rows;
  private final Map<String, Price> parsed = new ConcurrentHashMap<>();

  private PriceTable(Map<String, Integer> columns, Map<String, String> rows) {
    this.columns = columns;
    this.rows = rows;
    List<Integer> tiers = new ArrayList<>();
    for (String column : columns.keySet()) {
      Matcher tier = TIER_COLUMN.matcher(column);
      if (tier.matches()) {
        tiers.add(Integer.valueOf(tier.group(1)));
      }
    }
    tiers.sort(Comparator.reverseOrder());
    this.tiersInThousands = List.copyOf(tiers);
  }

  /** The list that comes with the program. */
  static PriceTable bundled() {
    try (InputStream file =
        Objects.requireNonNull(
            PriceTable.class.getResourceAsStream("model-prices.tsv"), "model-prices.tsv")) {
      return read(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a list: lines that begin with # are remarks, the first other line names the columns,
   * which are separated by tabs.
   */
  static PriceTable read(Reader file) throws IOException {
    BufferedReader lines = new BufferedReader(file);
    Map<String, Integer> columns = new HashMap<>();
    Map<String, String> rows = new HashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (columns.isEmpty()) {
        for (String name : line.split("\t", -1)) {
          columns.put(name, columns.size());
        }
        continue;
      }
      String name = cell(line, columns.get("model"));
      String provider = PROVIDERS.get(cell(line, columns.get("provider")));
      if (provider == null || (provider.equals("bedrock") && name.contains("/"))) {
        continue;
      }
      // "1024-x-1024/gpt-image-1.5" must not hide the row that is just "gpt-image-1.5".
      rows.merge(
          key(provider, withoutPrefix(name)),
          line,
          (a, b) -> a.indexOf('\t') <= b.indexOf('\t') ? a : b);
    }
    return new PriceTable(columns, rows);
  }

  /**
   * The price of a model.
   *
   * @param provider Opik's name or an alias, in exactly that spelling
   * @param model as the provider or a gateway names it; case matters
   */
  Optional<Price> find(String provider, String model) {
    String known = ALIASES.getOrDefault(provider, provider);
    String id = withoutPrefix(model);
    String undated = DATE.matcher(id).replaceFirst("");
    String unrevised = REVISION.matcher(id).replaceFirst("");
    for (String candidate :
        List.of(id, hyphened(id), undated, hyphened(undated), unrevised, hyphened(unrevised))) {
      Price price = priceOf(key(known, candidate));
      if (price != null) {
        return Optional.of(price);
      }
    }
    return Optional.empty();
  }

  private @Nullable Price priceOf(String key) {
    Price known = parsed.get(key);
    if (known != null) {
      return known;
    }
    String row = rows.get(key);
    if (row == null) {
      return null;
    }
    Price price = parse(row);
    parsed.put(key, price);
    return price;
  }

  private Price parse(String row) {
    List<Price.Tier> tiers = new ArrayList<>();
    for (int thousands : tiersInThousands) {
      Price.Rates rates = rates(row, "_above_" + thousands + "k_tokens");
      if (rates.input() != null || rates.output() != null) {
        tiers.add(new Price.Tier(thousands * 1000L, rates));
      }
    }
    return new Price(
        cell(row, columns.get("mode")),
        rates(row, ""),
        List.copyOf(tiers),
        decimal(row, "input_cost_per_audio_token"),
        decimal(row, "output_cost_per_audio_token"),
        decimal(row, "input_cost_per_character"),
        decimal(row, "output_cost_per_second"));
  }

  private Price.Rates rates(String row, String suffix) {
    return new Price.Rates(
        decimal(row, "input_cost_per_token" + suffix),
        decimal(row, "output_cost_per_token" + suffix),
        decimal(row, "cache_read_input_token_cost" + suffix),
        decimal(row, "cache_creation_input_token_cost" + suffix));
  }

  private @Nullable BigDecimal decimal(String row, String column) {
    String text = cell(row, columns.get(column));
    return text.isEmpty() ? null : new BigDecimal(text);
  }

  private static String cell(String row, @Nullable Integer column) {
    if (column == null) {
      return "";
    }
    int start = 0;
    for (int i = 0; i < column; i++) {
      int tab = row.indexOf('\t', start);
      if (tab < 0) {
        return "";
      }
      start = tab + 1;
    }
    int end = row.indexOf('\t', start);
    return row.substring(start, end < 0 ? row.length() : end);
  }

  private static String key(String provider, String model) {
    return provider + '\t' + model;
  }

  private static String withoutPrefix(String model) {
    return model.substring(model.indexOf('/') + 1);
  }

  /**
   * The list writes "claude-3-5-sonnet" where people write "Claude-3.5-sonnet". A name without dots
   * stays as it is: "GPT-4o" finds no price in Opik either.
   */
  private static String hyphened(String model) {
    return model.indexOf('.') < 0 ? model : model.toLowerCase(Locale.ROOT).replace('.', '-');
  }
}
