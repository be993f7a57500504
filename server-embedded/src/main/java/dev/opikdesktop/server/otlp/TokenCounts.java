package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The usage of one span, under the names that Opik sums, and the attributes it was read from. */
final class TokenCounts {
  /** Other names under which the counts that Opik sums are sent. */
  private static final Map<String, String> NAMES =
      Map.of(
          "input_tokens", "prompt_tokens",
          "input", "prompt_tokens",
          "prompt", "prompt_tokens",
          "output_tokens", "completion_tokens",
          "output", "completion_tokens",
          "completion", "completion_tokens",
          "total", "total_tokens");

  /** What the names of the provider's own counts begin with, as Opik's SDKs write them. */
  private static final String ORIGINAL = "original_usage.";

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, AnyValue> attributes = new LinkedHashMap<>();

  Map<String, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** The attributes that the counts were read from. */
  Map<String, AnyValue> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  void clear() {
    counts.clear();
  }

  /**
   * Takes one count.
   *
   * @return false if the value is no number
   */
  boolean take(String name, String key, AnyValue value) {
    Optional<BigDecimal> number = Numbers.of(value);
    number.ifPresent(
        count -> {
          put(name, count);
          attributes.put(key, value);
        });
    return number.isPresent();
  }

  /**
   * Takes the counts of a JSON object, and those of its parts, as they are called by the provider.
   *
   * @return false if there is more in it than counts, or no object at all
   */
  boolean takeObject(String key, AnyValue value) {
    JsonText object = AttributeJson.structured(AttributeJson.text(value)).orElse(JsonText.NULL);
    if (!object.isObject()) {
      return false;
    }
    boolean onlyCounts = true;
    try (JsonParser json = Json.parser(object.utf8())) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken token = json.nextToken();
        if (token.isNumeric()) {
          put(name, json.getDecimalValue());
          attributes.put(key, value);
        } else {
          onlyCounts = false;
          if (token == JsonToken.START_OBJECT) {
            takeParts(json, ORIGINAL + name);
          } else {
            json.skipChildren();
          }
        }
      }
    }
    return onlyCounts;
  }

  /** The provider's own counts of parts of one count. */
  private void takeParts(JsonParser json, String of) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      if (json.nextToken().isNumeric()) {
        counts.put(of + "." + name, Numbers.clamped(json.getDecimalValue()));
      } else {
        json.skipChildren();
      }
    }
  }

  private void put(String name, BigDecimal count) {
    counts.put(NAMES.getOrDefault(name, name), Numbers.clamped(count));
  }

  /**
   * Adds the counts that readers expect: those of prompt and completion where only the provider's
   * own are told, and the total.
   */
  void complete() {
    if (counts.containsKey(ORIGINAL + "input_tokens")) {
      counts.putIfAbsent(
          "prompt_tokens",
          sum(
              ORIGINAL + "input_tokens",
              ORIGINAL + "cache_read_input_tokens",
              ORIGINAL + "cache_creation_input_tokens"));
    }
    if (counts.containsKey(ORIGINAL + "output_tokens")) {
      counts.putIfAbsent("completion_tokens", sum(ORIGINAL + "output_tokens"));
    }
    if (counts.containsKey("prompt_tokens") || counts.containsKey("completion_tokens")) {
      counts.putIfAbsent("total_tokens", sum("prompt_tokens", "completion_tokens"));
    }
  }

  private int sum(String... names) {
    long sum = Stream.of(names).mapToLong(name -> counts.getOrDefault(name, 0)).sum();
    return (int) Math.clamp(sum, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
