package dev.opikdesktop.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.otlp.dialects.Dialects;
import dev.opikdesktop.server.otlp.dialects.Rule;
import dev.opikdesktop.server.otlp.dialects.RuleTable;
import dev.opikdesktop.server.otlp.dialects.Target;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What holds for every recording of src/test/dialects, whatever its dialect. */
class DialectRecordingsTest {
  /** Differs whenever the same spans are sent to another project. */
  private static final List<String> SENDING =
      List.of("project_id", "trace_id", "created_at", "last_updated_at");

  static Stream<String> recordings() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(DialectRecordingsTest.class.getResource("/dialects")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".jsonl"))
          .map(file -> file.substring(0, file.length() - ".jsonl".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void everySpanIsStoredUnderItsParentInItsTrace(String name) {
    DialectRecording recording = DialectRecording.of(name);
    for (String scenario : recording.scenarios()) {
      Map<String, Span> sent = spans(recording, scenario);
      Map<String, JsonNode> stored = byPlace(recording.stored(scenario).spans());
      Set<String> places = new TreeSet<>();
      sent.values().forEach(span -> places.add(place(span)));
      assertThat(stored.keySet()).as(scenario).isEqualTo(places);

      Map<String, String> ids = new HashMap<>();
      Map<String, String> traces = new HashMap<>();
      sent.values()
          .forEach(
              span -> {
                JsonNode found = stored.get(place(span));
                ids.put(id(span.getSpanId().toByteArray()), found.path("id").asString());
                traces.merge(
                    id(span.getTraceId().toByteArray()),
                    found.path("trace_id").asString(),
                    (a, b) -> a.equals(b) ? a : a + " and " + b);
              });
      assertThat(new HashSet<>(traces.values())).hasSameSizeAs(traces.values());
      assertThat(recording.stored(scenario).traces())
          .extracting(trace -> trace.path("id").asString())
          .containsExactlyInAnyOrderElementsOf(traces.values());
      for (Span span : sent.values()) {
        String parent = ids.get(id(span.getParentSpanId().toByteArray()));
        JsonNode found = stored.get(place(span));
        if (parent != null) {
          assertThat(found.path("parent_span_id").asString()).as(span.getName()).isEqualTo(parent);
        }
        assertThat(found.hasNonNull("parent_span_id"))
            .as(span.getName())
            .isEqualTo(!span.getParentSpanId().isEmpty());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void everythingThatASpanSaysIsFoundInWhatIsStored(String name) {
    DialectRecording recording = DialectRecording.of(name);
    List<String> lost = new ArrayList<>();
    for (String scenario : recording.scenarios()) {
      Map<String, JsonNode> stored = byPlace(recording.stored(scenario).spans());
      for (Span span : spans(recording, scenario).values()) {
        JsonNode found = stored.get(place(span));
        Set<String> values = new HashSet<>();
        addValues(found, values);
        for (KeyValue attribute : span.getAttributesList()) {
          if (!mayBeGone(attribute.getKey(), span) && !values.containsAll(values(attribute))) {
            lost.add(scenario + ": " + span.getName() + ": " + attribute);
          }
        }
        for (Span.Event event : span.getEventsList()) {
          for (KeyValue attribute : event.getAttributesList()) {
            if (!values.containsAll(values(attribute))) {
              lost.add(scenario + ": " + span.getName() + ": " + event.getName() + attribute);
            }
          }
        }
        String said = span.getStatus().getMessage().strip();
        String error = found.path("error_info").path("message").asString("");
        boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
        if (failed && !found.path("error_info").hasNonNull("exception_type")
            || !said.endsWith(error)
                && !said.equals(found.at("/metadata/opentelemetry.status").asString(""))) {
          lost.add(scenario + ": " + span.getName() + ": " + span.getStatus());
        }
      }
    }
    assertThat(lost).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void protobufAndJsonAreStoredAlike(String name) {
    DialectRecording recording = DialectRecording.of(name);
    String scenario = recording.scenarios().getFirst();
    assertThat(comparable(recording.storedFromProtobuf(scenario).spans()))
        .isEqualTo(comparable(recording.stored(scenario).spans()));
  }

  /**
   * Where a span is in time and what it is called: the same in what was sent and what is stored,
   * but for templates.
   */
  private static String place(Span span) {
    return Nanos.instant(span.getStartTimeUnixNano())
        + " "
        + Nanos.instant(span.getEndTimeUnixNano())
        + " "
        + name(span);
  }

  private static String name(Span span) {
    return span.getAttributesList().stream()
        .filter(attribute -> span.getName().contains("{"))
        .filter(attribute -> attribute.getKey().equals("logfire.msg"))
        .map(attribute -> attribute.getValue().getStringValue())
        .findAny()
        .orElse(span.getName());
  }

  private static Map<String, JsonNode> byPlace(List<JsonNode> spans) {
    Map<String, JsonNode> places = new TreeMap<>();
    for (JsonNode span : spans) {
      String from = span.path("start_time").asString();
      String to = span.path("end_time").asString();
      places.put(from + " " + to + " " + span.path("name").asString(), span);
    }
    return places;
  }

  /** The spans by their ids; one that was exported twice counts once. */
  private static Map<String, Span> spans(DialectRecording recording, String scenario) {
    Map<String, Span> spans = new HashMap<>();
    recording.exports(scenario).stream()
        .flatMap(export -> export.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .forEach(
            span ->
                spans.put(
                    id(span.getTraceId().toByteArray()) + id(span.getSpanId().toByteArray()),
                    span));
    return spans;
  }

  /** Opik keeps the model that answered in place of the one that was asked for. */
  private static boolean mayBeGone(String key, Span span) {
    RuleTable rules = Dialects.of("");
    Target target = rules.ruleFor(key).map(Rule::target).orElse(Target.INPUT);
    return target == Target.NOTHING
        || OpikOverrides.KEYS.contains(key)
        || (target == Target.MODEL
            && span.getAttributesList().stream()
                .anyMatch(
                    other ->
                        rules
                            .ruleFor(other.getKey())
                            .filter(rule -> rule.target() == Target.ANSWERING_MODEL)
                            .isPresent()));
  }

  private static Set<String> values(KeyValue attribute) {
    Set<String> values = new HashSet<>();
    addValues(attribute.getValue(), values);
    return values;
  }

  private static void addValues(AnyValue value, Set<String> into) {
    switch (value.getValueCase()) {
      case STRING_VALUE -> addText(value.getStringValue(), into);
      case BOOL_VALUE -> into.add(Boolean.toString(value.getBoolValue()));
      case INT_VALUE -> into.add(number(BigDecimal.valueOf(value.getIntValue())));
      case DOUBLE_VALUE -> into.add(number(BigDecimal.valueOf(value.getDoubleValue())));
      case BYTES_VALUE ->
          into.add(Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().forEach(element -> addValues(element, into));
      case KVLIST_VALUE ->
          value
              .getKvlistValue()
              .getValuesList()
              .forEach(
                  field -> {
                    into.add(field.getKey());
                    addValues(field.getValue(), into);
                  });
      default -> {}
    }
  }

  private static void addValues(JsonNode json, Set<String> into) {
    if (json.isObject()) {
      json.properties()
          .forEach(
              field -> {
                into.add(field.getKey());
                addValues(field.getValue(), into);
              });
    } else if (json.isArray()) {
      json.forEach(element -> addValues(element, into));
    } else if (json.isNumber()) {
      into.add(number(json.decimalValue()));
    } else if (!json.isNull()) {
      addText(json.asString(), into);
    }
  }

  /** Text, or what is in it when it is JSON. */
  private static void addText(String text, Set<String> into) {
    String stripped = text.strip();
    if (stripped.startsWith("{") || stripped.startsWith("[")) {
      try {
        addValues(Json.MAPPER.readTree(stripped), into);
        return;
      } catch (JacksonException notJson) {
        // Then it is text.
      }
    }
    into.add(text);
  }

  private static String number(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String id(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Spans without what differs from one sending to the next. */
  private static List<JsonNode> comparable(List<JsonNode> spans) {
    return spans.stream()
        .map(span -> (JsonNode) span.asObject().deepCopy().without(SENDING))
        .sorted(Comparator.comparing(span -> span.path("id").asString()))
        .toList();
  }
}
