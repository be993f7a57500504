package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.otlp.dialects.Dialects;
import dev.opikdesktop.server.otlp.dialects.Rule;
import dev.opikdesktop.server.otlp.dialects.RuleTable;
import dev.opikdesktop.server.otlp.dialects.Target;
import dev.opikdesktop.server.spans.SpanType;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the attributes of one span by the dialects' rules. What no rule knows goes to the input;
 * what a rule knows and cannot read goes to the metadata: nothing that a client says is lost.
 */
final class AttributeReader {
  private static final int LONGEST_ENVIRONMENT = 150;

  /** Operations that say what the span is, whatever else it has. */
  private static final Map<String, SpanType> OPERATIONS =
      Map.of(
          "invoke_agent", SpanType.GENERAL,
          "chat", SpanType.LLM,
          "ai.toolCall", SpanType.TOOL,
          "ai.embed.doEmbed", SpanType.LLM,
          "ai.embedMany.doEmbed", SpanType.LLM);

  private static final Map<String, SpanType> KINDS =
      Map.ofEntries(
          Map.entry("llm", SpanType.LLM),
          Map.entry("generation", SpanType.LLM),
          Map.entry("embedding", SpanType.LLM),
          Map.entry("tool", SpanType.TOOL),
          Map.entry("guardrail", SpanType.GUARDRAIL),
          Map.entry("agent", SpanType.GENERAL),
          Map.entry("chain", SpanType.GENERAL),
          Map.entry("retriever", SpanType.GENERAL),
          Map.entry("evaluator", SpanType.GENERAL),
          Map.entry("span", SpanType.GENERAL),
          Map.entry("event", SpanType.GENERAL));

  final RuleTable rules;
  final Map<String, AnyValue> input = new LinkedHashMap<>();
  final Map<String, AnyValue> output = new LinkedHashMap<>();

  /** The part of the output that answers the trace's question too. */
  final Map<String, AnyValue> answer = new LinkedHashMap<>();

  final Map<String, AnyValue> metadata = new LinkedHashMap<>();
  final TokenCounts usage = new TokenCounts();

  final List<String> tags = new ArrayList<>();
  final List<String> traceTags = new ArrayList<>();
  final TraceFacts trace = new TraceFacts();
  @Nullable BigDecimal cost;
  @Nullable Double ttft;
  @Nullable String title;
  @Nullable String environment;
  @Nullable String threadId;

  private @Nullable String model;
  private @Nullable String answeringModel;
  private @Nullable String provider;
  private @Nullable String host;
  private @Nullable String maker;
  private @Nullable String server;
  private @Nullable String operation;
  private @Nullable SpanType kind;
  private final Set<SpanType> types = EnumSet.noneOf(SpanType.class);
  private final Map<String, AnyValue> transport = new LinkedHashMap<>();

  /** What counts only if the span turns out to be a call of a model. */
  private final List<OfCall> ofCalls = new ArrayList<>();

  private final Map<Target, Map.Entry<String, AnyValue>> heard = new EnumMap<>(Target.class);

  private record OfCall(Rule rule, String key, AnyValue value) {}

  private final Instant start;

  private AttributeReader(RuleTable rules, Instant start) {
    this.rules = rules;
    this.start = start;
  }

  /**
   * Reads what a span says in its attributes and events; Opik's own ids are the caller's.
   *
   * @param scope name of the instrumentation library
   */
  static AttributeReader read(String scope, Span span) {
    AttributeReader reader =
        new AttributeReader(Dialects.of(scope), Nanos.instant(span.getStartTimeUnixNano()));
    for (KeyValue attribute : span.getAttributesList()) {
      if (!OpikOverrides.KEYS.contains(attribute.getKey())) {
        reader.take(attribute.getKey(), attribute.getValue());
      } else if (OpikOverrides.id(attribute) == null) {
        reader.metadata.put(attribute.getKey(), attribute.getValue());
      }
    }
    (reader.type() == SpanType.LLM ? reader.metadata : reader.input).putAll(reader.transport);
    reader.takeOfCalls();
    GenAiEvents.addTo(reader, span.getEventsList());
    if (reader.ttft == null) {
      reader.ttft = SpanEvents.millisToFirstToken(span).orElse(null);
    }
    reader.usage.complete();
    return reader;
  }

  /** What was counted is counted once, by the spans below; here it is a remark. */
  void leaveUsageToSpansBelow() {
    metadata.putAll(usage.attributes());
    usage.clear();
  }

  SpanType type() {
    SpanType ofOperation = operation == null ? null : OPERATIONS.get(operation);
    if (ofOperation != null) {
      return ofOperation;
    }
    if (kind != null) {
      return kind;
    }
    return types.contains(SpanType.TOOL)
        ? SpanType.TOOL
        : types.equals(EnumSet.of(SpanType.LLM)) ? SpanType.LLM : SpanType.GENERAL;
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
    if (provider != null) {
      return provider;
    }
    if (host == null && maker == null && type() == SpanType.LLM && model() != null) {
      return rules.provider(model());
    }
    return host == null ? maker : host;
  }

  private void take(String key, AnyValue value) {
    Optional<Rule> rule = rules.ruleFor(key);
    if (rule.isEmpty()) {
      put(input, key, value);
      return;
    }
    if (rule.get().type() != null) {
      types.add(rule.get().type());
    }
    if (rule.get().callsOnly()) {
      ofCalls.add(new OfCall(rule.get(), key, value));
    } else {
      take(rule.get(), key, value);
    }
  }

  private void takeOfCalls() {
    for (OfCall waiting : ofCalls) {
      if (type() == SpanType.LLM) {
        take(waiting.rule(), waiting.key(), waiting.value());
      } else {
        metadata.put(waiting.key(), waiting.value());
      }
    }
  }

  private void take(Rule rule, String key, AnyValue value) {
    switch (rule.target()) {
      case INPUT -> put(input, key, value);
      case OUTPUT -> put(output, key, value);
      case ANSWER -> {
        put(output, key, value);
        put(answer, key, value);
      }
      case METADATA -> put(metadata, key, value);
      case MODEL -> {
        says(Target.MODEL, key, value);
        model = AttributeJson.text(value);
      }
      case ANSWERING_MODEL -> answeringModel = AttributeJson.text(value);
      case PROVIDER -> provider(rule, key, value);
      case HOST -> {
        host = AttributeJson.text(value);
        input.put(key, value);
      }
      case MAKER -> {
        maker = AttributeJson.text(value);
        input.put(key, value);
      }
      case USAGE -> count(rule, key, value);
      case USAGE_OBJECT -> {
        if (!usage.takeObject(key, value)) {
          metadata.put(key, value);
        }
      }
      case USAGE_DETAILS -> {
        usage.takeObject(key, value);
        metadata.put(key, value);
      }
      case COST -> cost(key, value);
      case COSTS -> {
        cost = Numbers.sum(value).filter(dollars -> dollars.signum() > 0).orElse(cost);
        metadata.put(key, value);
      }
      case SECONDS_TO_FIRST -> {
        ttft =
            Numbers.of(value).map(seconds -> seconds.movePointRight(3).doubleValue()).orElse(ttft);
        metadata.put(key, value);
      }
      case TIME_OF_FIRST -> {
        ttft = millisUntil(value).orElse(ttft);
        metadata.put(key, value);
      }
      case THREAD -> {
        threadId = AttributeJson.text(value);
        put(metadata, "thread_id", value);
      }
      case SESSION -> {
        threadId = AttributeJson.text(value);
        trace.thread(threadId);
        put(metadata, "thread_id", value);
      }
      case TAGS -> tags.addAll(Tags.of(value));
      case TRACE_TAGS -> {
        tags.addAll(Tags.of(value));
        traceTags.addAll(Tags.of(value));
      }
      case TAGS_OF_TRACE -> {
        tags.addAll(Tags.of(value));
        trace.tags(Tags.of(value));
      }
      case NAME_OF_TRACE -> {
        trace.name(AttributeJson.text(value));
        metadata.put(key, value);
      }
      case ENVIRONMENT -> {
        String name = AttributeJson.text(value);
        if (name.length() <= LONGEST_ENVIRONMENT) {
          environment = name;
        } else {
          metadata.put(key, value);
        }
      }
      case KIND -> {
        kind = KINDS.getOrDefault(AttributeJson.text(value).toLowerCase(Locale.ROOT), kind);
        input.put(key, value);
      }
      case TYPE -> {
        kind = KINDS.getOrDefault(AttributeJson.text(value).toLowerCase(Locale.ROOT), kind);
        metadata.put(key, value);
      }
      case EVENTS -> GenAiEvents.addTo(this, key, value);
      case TITLE -> {
        title = AttributeJson.text(value);
        metadata.put(key, value);
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

  /** Keys are unique by OpenTelemetry's rules, but not in every exporter: both values are kept. */
  private static void put(Map<String, AnyValue> into, String key, AnyValue value) {
    into.merge(key, value, (a, b) -> a.equals(b) ? a : GenAiEvents.oneOrMany(List.of(a, b)));
  }

  /** Of several values for one thing the last one counts; the others are remarks. */
  private void says(Target thing, String key, AnyValue value) {
    Map.Entry<String, AnyValue> before = heard.put(thing, Map.entry(key, value));
    if (before != null && !before.getValue().equals(value)) {
      metadata.put(before.getKey(), before.getValue());
    }
  }

  private void provider(Rule rule, String key, AnyValue value) {
    says(Target.PROVIDER, key, value);
    String said = AttributeJson.text(value);
    provider = rule.spelling().apply(said);
    if (!provider.equals(said)) {
      metadata.put(key, value);
    }
  }

  private void count(Rule rule, String key, AnyValue value) {
    String name = rule.spelling().apply(rule.prefix() ? key.substring(rule.key().length()) : key);
    if (!usage.take(name, key, value)) {
      metadata.put(key, value);
    }
  }

  private void cost(String key, AnyValue value) {
    Optional<BigDecimal> dollars = Numbers.of(value).filter(number -> number.signum() >= 0);
    if (dollars.isPresent()) {
      cost = dollars.get();
    } else {
      metadata.put(key, value);
    }
  }

  /** Milliseconds from the start of the span to a time, which may stand in quotes. */
  private Optional<Double> millisUntil(AnyValue value) {
    try {
      Instant time = OffsetDateTime.parse(AttributeJson.text(value).replace("\"", "")).toInstant();
      return start.equals(Instant.EPOCH) || time.isBefore(start)
          ? Optional.empty()
          : Optional.of(Duration.between(start, time).toNanos() / 1e6);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
