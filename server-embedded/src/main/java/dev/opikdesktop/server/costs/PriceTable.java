package dev.opikdesktop.server.costs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The price list, and how a model's name finds its row (Opik contract 2.11). */
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

  /**
   * Other names of a provider that clients send: the first two to Opik, the others by
   * OpenTelemetry's conventions for generative AI and by OpenInference.
   */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("gemini", "google_ai"),
          Map.entry("vertex-ai", "google_vertexai"),
          Map.entry("google", "google_ai"),
          Map.entry("gcp.gemini", "google_ai"),
          Map.entry("gcp.gen_ai", "google_ai"),
          Map.entry("gcp.vertex_ai", "google_vertexai"),
          Map.entry("vertex_ai", "google_vertexai"),
          Map.entry("vertexai", "google_vertexai"),
          Map.entry("aws.bedrock", "bedrock"),
          Map.entry("aws", "bedrock"),
          Map.entry("az.ai.openai", "azure"),
          Map.entry("azure.ai.openai", "azure"),
          Map.entry("azure.ai.inference", "azure"),
          Map.entry("mistral_ai", "mistral"),
          Map.entry("mistralai", "mistral"),
          Map.entry("x_ai", "xai"));

  private static final Pattern DATE = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");
  private static final Pattern REVISION = Pattern.compile(":\\d+$");

  /** Rows that win over those of the list below. */
  private final Map<String, PriceRow> rows;

  private final Supplier<Map<String, PriceRow>> below;
  private final Map<String, Price> parsed = new ConcurrentHashMap<>();

  private PriceTable(Map<String, PriceRow> rows, Supplier<Map<String, PriceRow>> below) {
    this.rows = rows;
    this.below = below;
  }

  /** The list that comes with the program, which is read when it is first asked. */
  static PriceTable bundled() {
    return bundledBelow(Map.of());
  }

  /** The same below rows that win over it, by their {@link #key}. */
  static PriceTable bundledBelow(Map<String, PriceRow> own) {
    return new PriceTable(own, () -> Bundled.ROWS);
  }

  /**
   * Reads a list: lines that begin with # are remarks, the first other line names the columns,
   * which are separated by tabs.
   */
  static PriceTable read(Reader file) throws IOException {
    return new PriceTable(rows(file), Map::of);
  }

  private static Map<String, PriceRow> rows(Reader file) throws IOException {
    BufferedReader lines = new BufferedReader(file);
    PriceColumns columns = null;
    Map<String, PriceRow> rows = new HashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (columns == null) {
        columns = PriceColumns.of(line);
        continue;
      }
      PriceRow row = new PriceRow(columns, line);
      String name = row.cell(PriceColumns.MODEL);
      String provider = PROVIDERS.get(row.cell(PriceColumns.PROVIDER));
      if (provider == null || (provider.equals("bedrock") && name.contains("/"))) {
        continue;
      }
      // "1024-x-1024/gpt-image-1.5" must not hide the row that is just "gpt-image-1.5".
      rows.merge(
          key(provider, name),
          row,
          (a, b) -> a.line().indexOf('\t') <= b.line().indexOf('\t') ? a : b);
    }
    return rows;
  }

  private static final class Bundled {
    static final Map<String, PriceRow> ROWS = read();

    private static Map<String, PriceRow> read() {
      try (InputStream file =
          Objects.requireNonNull(
              PriceTable.class.getResourceAsStream("model-prices.tsv"), "model-prices.tsv")) {
        return rows(new InputStreamReader(file, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The price of a model.
   *
   * @param provider by Opik's own name, see {@link #known}
   * @param model as the provider or a gateway names it; case matters
   */
  Optional<Price> find(String provider, String model) {
    String id = withoutPrefix(model);
    Price exact = priceOf(exactKey(provider, id));
    if (exact != null) {
      return Optional.of(exact);
    }
    String undated = DATE.matcher(id).replaceFirst("");
    String unrevised = REVISION.matcher(id).replaceFirst("");
    for (String candidate :
        List.of(hyphened(id), undated, hyphened(undated), unrevised, hyphened(unrevised))) {
      Price price = priceOf(exactKey(provider, candidate));
      if (price != null) {
        return Optional.of(price);
      }
    }
    return Optional.empty();
  }

  /** The rows that count, by their {@link #key}: of two with one key the one above. */
  Map<String, PriceRow> all() {
    Map<String, PriceRow> all = new HashMap<>(below.get());
    all.putAll(rows);
    return all;
  }

  /** Whether a key's row is one of those above the list. */
  boolean isOwn(String key) {
    return rows.containsKey(key);
  }

  /** Whether the list has a row of a key, which may be hidden. */
  boolean isListed(String key) {
    return below.get().containsKey(key);
  }

  private @Nullable Price priceOf(String key) {
    Price known = parsed.get(key);
    if (known != null) {
      return known;
    }
    PriceRow row = rows.get(key);
    if (row == null) {
      row = below.get().get(key);
    }
    if (row == null) {
      return null;
    }
    Price price = row.price();
    parsed.put(key, price);
    return price;
  }

  /** Opik's name of a provider that a list names; what is not known stays as it is. */
  static String provider(String listed) {
    return known(PROVIDERS.getOrDefault(listed, listed));
  }

  /** Opik's name of a provider that a client names, in exactly that spelling. */
  static String known(String provider) {
    return ALIASES.getOrDefault(provider, provider);
  }

  /** Under what a row is found. */
  static String key(String provider, String model) {
    return exactKey(provider, withoutPrefix(model));
  }

  private static String exactKey(String provider, String id) {
    return provider + '\t' + id;
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
