package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.otlp.dialects.Rule;
import dev.opikdesktop.server.otlp.dialects.Target;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Messages that a library of the GenAI conventions records as events of the span instead of
 * attributes. They become input and output where the attributes do not say the same already; among
 * the events in the metadata they stay too.
 */
final class GenAiEvents {
  private static final String PREFIX = "gen_ai.";
  private static final String CHOICE = "gen_ai.choice";
  private static final Set<String> MESSAGES =
      Set.of(
          "gen_ai.system.message",
          "gen_ai.user.message",
          "gen_ai.assistant.message",
          "gen_ai.tool.message");

  private GenAiEvents() {}

  static void addTo(AttributeReader read, List<Span.Event> events) {
    Map<String, List<AnyValue>> asked = new LinkedHashMap<>();
    Map<String, List<AnyValue>> answered = new LinkedHashMap<>();
    for (Span.Event event : events) {
      if (MESSAGES.contains(event.getName())) {
        asked.computeIfAbsent(event.getName(), name -> new ArrayList<>()).add(object(event));
      } else if (event.getName().equals(CHOICE)) {
        answered.computeIfAbsent(CHOICE, name -> new ArrayList<>()).add(object(event));
      } else if (event.getName().startsWith(PREFIX)) {
        addAttributes(read, event);
      } else if (isOutput(read, event)) {
        event
            .getAttributesList()
            .forEach(field -> read.output.putIfAbsent(field.getKey(), field.getValue()));
      }
    }
    asked.forEach((name, messages) -> read.input.putIfAbsent(name, oneOrMany(messages)));
    answered.forEach((name, choices) -> read.output.putIfAbsent(name, oneOrMany(choices)));
  }

  /**
   * Events in one attribute, a JSON array of objects with "event.name": the choices are a field of
   * the output, all others of the input.
   */
  static void addTo(AttributeReader read, String key, AnyValue value) {
    Optional<JsonText> array = AttributeJson.structured(AttributeJson.text(value));
    if (array.isEmpty() || array.get().isObject()) {
      read.input.put(key, value);
      return;
    }
    ArrayNode asked = Json.MAPPER.createArrayNode();
    ArrayNode answered = Json.MAPPER.createArrayNode();
    for (JsonNode event : Json.MAPPER.readTree(array.get().utf8())) {
      (event.path("event.name").asString("").equals(CHOICE) ? answered : asked).add(event);
    }
    if (answered.isEmpty()) {
      read.input.put(key, value);
    } else {
      read.input.put(key, text(asked));
      read.output.put(key, text(answered));
    }
  }

  private static AnyValue text(JsonNode json) {
    return AnyValue.newBuilder().setStringValue(json.toString()).build();
  }

  /** Whether a rule of the span's dialect names the event itself. */
  private static boolean isOutput(AttributeReader read, Span.Event event) {
    return read.rules
        .ruleFor(event.getName())
        .filter(rule -> !rule.prefix() && rule.target() == Target.OUTPUT)
        .isPresent();
  }

  /** Events such as "gen_ai.content.prompt" hold the attributes that a span may have itself. */
  private static void addAttributes(AttributeReader read, Span.Event event) {
    for (KeyValue attribute : event.getAttributesList()) {
      Target target =
          read.rules.ruleFor(attribute.getKey()).map(Rule::target).orElse(Target.NOTHING);
      if (target == Target.INPUT) {
        read.input.putIfAbsent(attribute.getKey(), attribute.getValue());
      } else if (target == Target.OUTPUT) {
        read.output.putIfAbsent(attribute.getKey(), attribute.getValue());
      }
    }
  }

  private static AnyValue object(Span.Event event) {
    return AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder().addAllValues(event.getAttributesList()))
        .build();
  }

  static AnyValue oneOrMany(List<AnyValue> values) {
    return values.size() == 1
        ? values.getFirst()
        : AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addAllValues(values)).build();
  }
}
