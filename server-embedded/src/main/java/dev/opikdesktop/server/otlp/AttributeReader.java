package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.otlp.dialects.Dialects;
import dev.opikdesktop.server.otlp.dialects.Rule;
import dev.opikdesktop.server.spans.SpanType;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Sorts the attributes of one span by the dialects' rules. What no rule knows goes to the input;
 * what a rule knows and cannot read goes to the metadata: nothing that a client says is lost.
 */
final class AttributeReader {
  /** Other names under which the counts that Opik sums are sent. */
  private static final Map<String, String> USAGE_NAMES =
      Map.of(
          "input_tokens", "prompt_tokens",
          "input", "prompt_tokens",
          "prompt", "prompt_tokens",
          "output_tokens", "completion_tokens",
          "output", "completion_tokens",
          "completion", "completion_tokens",
          "total", "total_tokens");

  private static final Map<String, SpanType> KINDS =
      Map.of(
          "llm", SpanType.LLM,
          "generation", SpanType.LLM,
          "tool", SpanType.TOOL,
          "guardrail", SpanType.GUARDRAIL);

  final Map<String, AnyValue> input = new LinkedHashMap<>();
  final Map<String, AnyValue> output = new LinkedHashMap<>();
  final Map<String, AnyValue> metadata = new LinkedHashMap<>();
  final Map<String, Integer> usage = new LinkedHashMap<>();

  /** The attributes that the usage was read from. */
  final Map<String, AnyValue> counted = new LinkedHashMap<>();

  final List<String> tags = new ArrayList<>();
  @Nullable BigDecimal cost;
  @Nullable String threadId;

  private @Nullable String model;
  private @Nullable String answeringModel;
  private @Nullable String provider;
  private @Nullable String host;
  private @Nullable String maker;
  private @Nullable String server;
  private @Nullable String operation;
  private @Nullable SpanType kind;
  private boolean llm;
  private final Map<String, AnyValue> transport = new LinkedHashMap<>();

  /** Reads what a span says in its attributes and events; Opik's own ids are the caller's. */
  static AttributeReader read(Span span) {
    AttributeReader reader = new AttributeReader();
    for (KeyValue attribute : span.getAttributesList()) {
      if (!OpikOverrides.KEYS.contains(attribute.getKey())) {
        reader.take(attribute.getKey(), attribute.getValue());
      }
    }
    (reader.llm ? reader.metadata : reader.input).putAll(reader.transport);
    GenAiEvents.addTo(reader, span.getEventsList());
    reader.total();
    return reader;
  }

  /** What was counted is counted once, by the spans below; here it is a remark. */
  void leaveUsageToSpansBelow() {
    metadata.putAll(counted);
    usage.clear();
  }

  SpanType type() {
    if ("invoke_agent".equals(operation)) {
      return SpanType.GENERAL;
    }
    if (kind != null) {
      return kind;
    }
    return llm ? SpanType.LLM : SpanType.GENERAL;
  }

  @Nullable String model() {
    return answeringModel == null ? model : answeringModel;
  }

  /** Google runs its models behind two services, whose prices differ. */
  @Nullable String provider() {
    if ("google".equals(provider) && server != null) {
      if (server.contains("aiplatform")) {
        return "google_vertexai";
      }
      if (server.contains("generativelanguage")) {
        return "google_ai";
      }
    }
    if (provider == null) {
      return host == null ? maker : host;
    }
    return provider;
  }

  private void take(String key, AnyValue value) {
    Optional<Rule> rule = Dialects.ruleFor(key);
    if (rule.isEmpty()) {
      input.put(key, value);
      return;
    }
    llm |= rule.get().type() == SpanType.LLM;
    switch (rule.get().target()) {
      case INPUT -> input.put(key, value);
      case OUTPUT -> output.put(key, value);
      case METADATA -> metadata.put(key, value);
      case MODEL -> model = AttributeJson.text(value);
      case ANSWERING_MODEL -> answeringModel = AttributeJson.text(value);
      case PROVIDER -> provider = AttributeJson.text(value);
      case HOST -> {
        host = AttributeJson.text(value);
        input.put(key, value);
      }
      case MAKER -> {
        maker = AttributeJson.text(value);
        input.put(key, value);
      }
      case USAGE -> count(key, key.substring(rule.get().key().length()), value);
      case USAGE_OBJECT -> counts(key, value);
      case COST -> cost(key, value);
      case THREAD -> {
        threadId = AttributeJson.text(value);
        metadata.put("thread_id", value);
      }
      case TAGS -> tags.addAll(Tags.of(value));
      case KIND -> {
        kind = KINDS.getOrDefault(AttributeJson.text(value).toLowerCase(Locale.ROOT), kind);
        input.put(key, value);
      }
      case OPERATION -> {
        operation = AttributeJson.text(value);
        metadata.put(key, value);
      }
      case SERVER -> {
        server = AttributeJson.text(value);
        metadata.put(key, value);
      }
      case TRANSPORT -> transport.put(key, value);
      case NOTHING -> {}
    }
  }

  private void count(String key, String name, AnyValue value) {
    Optional<BigDecimal> number = number(value);
    if (number.isPresent()) {
      usage.put(USAGE_NAMES.getOrDefault(name, name), clamped(number.get()));
      counted.put(key, value);
    } else {
      metadata.put(key, value);
    }
  }

  private void counts(String key, AnyValue value) {
    JsonText object = AttributeJson.structured(AttributeJson.text(value)).orElse(JsonText.NULL);
    if (!object.isObject()) {
      metadata.put(key, value);
      return;
    }
    try (JsonParser json = Json.parser(object.utf8())) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken token = json.nextToken();
        if (token.isNumeric()) {
          usage.put(USAGE_NAMES.getOrDefault(name, name), clamped(json.getDecimalValue()));
          counted.put(key, value);
        } else {
          // A count that is none stays readable beside the others.
          metadata.put(key, value);
          json.skipChildren();
        }
      }
    }
  }

  private void cost(String key, AnyValue value) {
    Optional<BigDecimal> dollars = number(value).filter(number -> number.signum() >= 0);
    if (dollars.isPresent()) {
      cost = dollars.get();
    } else {
      metadata.put(key, value);
    }
  }

  /** The total that readers expect beside the two counts that it is the sum of. */
  private void total() {
    if (usage.containsKey("prompt_tokens") || usage.containsKey("completion_tokens")) {
      long total =
          (long) usage.getOrDefault("prompt_tokens", 0)
              + usage.getOrDefault("completion_tokens", 0);
      usage.putIfAbsent("total_tokens", (int) Math.min(Integer.MAX_VALUE, total));
    }
  }

  private static Optional<BigDecimal> number(AnyValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> Optional.of(BigDecimal.valueOf(value.getIntValue()));
      case DOUBLE_VALUE ->
          Double.isFinite(value.getDoubleValue())
              ? Optional.of(BigDecimal.valueOf(value.getDoubleValue()))
              : Optional.empty();
      case STRING_VALUE -> number(value.getStringValue());
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> number(String text) {
    // A number as text is short; a long one would only cost time to find out that it is none.
    if (text.isBlank() || text.length() > 40) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return Math.abs((long) number.scale()) <= 40 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int clamped(BigDecimal number) {
    return (int) Math.clamp(number.doubleValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
