package dev.opikdesktop.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.costs.CostCalculator;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.spans.SpanType;
import dev.opikdesktop.server.spans.SpanWrite;
import dev.opikdesktop.server.traces.TraceWrite;
import dev.opikdesktop.storage.coordination.LocalCoordination;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replays what exporters of many dialects sent to Opik, and compares our traces and spans with what
 * Opik read back. What differs on purpose is listed in conformance/intended-differences.tsv; a line
 * there that no longer differs fails too.
 */
class RecordedDialectsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant T0 = Instant.parse("2026-11-23T11:00:00Z");

  /** Made by the store or the request, not by the mapping. */
  private static final Set<String> NOT_MAPPED =
      Set.of(
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by",
          "environment",
          "visibility_mode",
          "project_id");

  private final StoredRows rows = new StoredRows();
  private final CostCalculator costs = CostCalculator.withListPrices();
  private final Map<String, String> labels = new HashMap<>();
  private final List<JsonNode> steps = lines("/recordings/otlp_dialects.jsonl").skip(1).toList();

  @TestFactory
  Stream<DynamicTest> everyRecordedReadIsAsInOpikButForTheIntendedDifferences() throws IOException {
    Map<Integer, Set<String>> intended = intendedDifferences();
    sendAll();
    return steps.stream()
        .filter(step -> step.at("/request/method").asString().equals("GET"))
        .map(
            step ->
                DynamicTest.dynamicTest(
                    "step " + step.get("step") + ", " + project(step),
                    () ->
                        assertThat(differences(step))
                            .isEqualTo(intended.getOrDefault(step.get("step").asInt(), Set.of()))));
  }

  @Test
  void everyRecordedRequestAndReadIsReplayed() {
    assertThat(steps).hasSize(60);
    assertThat(steps.stream().filter(step -> step.get("request").has("raw_base64"))).hasSize(20);
  }

  private void sendAll() throws IOException {
    try (LocalCoordination coordination = new LocalCoordination()) {
      OtlpIntake intake =
          new OtlpIntake(new RememberedTraceIds(coordination, rows), rows, InstantSource.system());
      for (JsonNode step : steps) {
        JsonNode body = step.at("/request/raw_base64");
        if (!body.isMissingNode()) {
          intake.accept(
              Caller.LOCAL,
              step.at("/request/headers/projectName").asString(),
              ExportTraceServiceRequest.parseFrom(Base64.getDecoder().decode(body.asString())));
        }
      }
    }
  }

  private Set<String> differences(JsonNode step) {
    ArrayNode ours = JSON.createArrayNode();
    String project = project(step);
    if (step.at("/request/path").asString().endsWith("/traces")) {
      rows.traces.values().stream()
          .filter(trace -> project.equals(trace.projectName()))
          .sorted(Comparator.comparing(TraceWrite::name))
          .forEach(trace -> ours.add(read(trace)));
    } else {
      rows.spans.values().stream()
          .filter(span -> project.equals(span.projectName()))
          .sorted(Comparator.comparing(SpanWrite::name))
          .forEach(span -> ours.add(read(span)));
    }
    Set<String> differences = new TreeSet<>();
    compare("", step.at("/response/body/content"), ours, differences);
    return differences;
  }

  private static String project(JsonNode step) {
    return step.at("/request/query/project_name").asString();
  }

  /** A trace as the API shows it: with the sums over its spans. */
  private ObjectNode read(TraceWrite trace) {
    List<SpanWrite> spans =
        rows.spans.values().stream().filter(span -> span.traceId().equals(trace.id())).toList();
    Set<String> providers = new TreeSet<>();
    Map<String, Integer> usage = new TreeMap<>();
    BigDecimal cost = BigDecimal.ZERO;
    for (SpanWrite span : spans) {
      if (span.provider() != null) {
        providers.add(span.provider());
      }
      span.usage().forEach((name, count) -> usage.merge(name, count, Integer::sum));
      cost = cost.add(cost(span).orElse(BigDecimal.ZERO));
    }
    ObjectNode json = JSON.createObjectNode();
    json.put("id", trace.id().toString());
    json.put("name", trace.name());
    times(json, trace.startTime(), trace.endTime());
    json.put("source", trace.source().name().toLowerCase(Locale.ROOT));
    json.put("span_count", spans.size());
    json.put("llm_span_count", spans.stream().filter(span -> span.type() == SpanType.LLM).count());
    json.put("has_tool_spans", spans.stream().anyMatch(span -> span.type() == SpanType.TOOL));
    ArrayNode names = json.putArray("providers");
    providers.forEach(names::add);
    put(json, "input", trace.input());
    put(json, "output", trace.output());
    put(json, "metadata", trace.metadata());
    if (!providers.isEmpty()) {
      json.withObject("/metadata").set("providers", names.deepCopy());
    }
    if (!usage.isEmpty()) {
      json.set("usage", JSON.valueToTree(usage));
    }
    if (cost.signum() > 0) {
      json.put("total_estimated_cost", cost);
    }
    if (trace.threadId() != null) {
      json.put("thread_id", trace.threadId());
    }
    if (!trace.tags().isEmpty()) {
      json.set("tags", JSON.valueToTree(trace.tags()));
    }
    return json;
  }

  /** A span as the API shows it. */
  private ObjectNode read(SpanWrite span) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", span.id().toString());
    json.put("trace_id", span.traceId().toString());
    if (span.parentSpanId() != null) {
      json.put("parent_span_id", span.parentSpanId().toString());
    }
    json.put("name", span.name());
    json.put("type", span.type().name().toLowerCase(Locale.ROOT));
    times(json, span.startTime(), span.endTime());
    json.put("source", span.source().name().toLowerCase(Locale.ROOT));
    put(json, "input", span.input());
    put(json, "output", span.output());
    put(json, "metadata", span.metadata());
    if (span.model() != null) {
      json.put("model", span.model());
    }
    if (span.provider() != null) {
      json.put("provider", span.provider());
      json.withObject("/metadata").put("provider", span.provider());
    }
    if (!span.tags().isEmpty()) {
      json.set("tags", JSON.valueToTree(span.tags().stream().sorted().toList()));
    }
    if (!span.usage().isEmpty()) {
      json.set("usage", JSON.valueToTree(span.usage()));
    }
    cost(span)
        .ifPresent(
            cost -> {
              json.put("total_estimated_cost", cost);
              if (span.totalEstimatedCost() == null) {
                json.put("total_estimated_cost_version", CostCalculator.VERSION);
              }
            });
    return json;
  }

  private Optional<BigDecimal> cost(SpanWrite span) {
    return span.totalEstimatedCost() != null
        ? Optional.of(span.totalEstimatedCost())
        : costs.estimate(span.provider(), span.model(), span.usage(), span.metadata());
  }

  private static void times(ObjectNode json, Instant start, Instant end) {
    json.put("start_time", start.toString());
    if (end != null) {
      json.put("end_time", end.toString());
      json.put("duration", Duration.between(start, end).toMillis());
    }
  }

  private static void put(ObjectNode json, String field, JsonText value) {
    if (value != null) {
      json.set(field, JSON.readTree(value.utf8()));
    }
  }

  private void compare(String at, JsonNode recorded, JsonNode ours, Set<String> differences) {
    if (recorded.isObject() && ours.isObject()) {
      Set<String> fields = new TreeSet<>(recorded.propertyNames());
      fields.addAll(ours.propertyNames());
      fields.removeAll(NOT_MAPPED);
      fields.forEach(
          field -> compare(at + "/" + field, recorded.path(field), ours.path(field), differences));
    } else if (recorded.isArray() && ours.isArray() && recorded.size() == ours.size()) {
      for (int i = 0; i < recorded.size(); i++) {
        compare(at + "/" + i, recorded.get(i), ours.get(i), differences);
      }
    } else if (!same(recorded, ours)) {
      differences.add(at);
    }
  }

  private boolean same(JsonNode recorded, JsonNode ours) {
    if (recorded.isNumber() && ours.isNumber()) {
      return recorded.decimalValue().compareTo(ours.decimalValue()) == 0;
    }
    if (recorded.isString() && ours.isString()) {
      String text = recorded.asString();
      if (text.startsWith("<id:")) {
        UUID.fromString(ours.asString());
        return ours.asString().equals(labels.computeIfAbsent(text, label -> ours.asString()));
      }
      if (text.startsWith("<T0+")) {
        BigDecimal seconds = new BigDecimal(text.substring(4, text.length() - 2));
        return T0.plusNanos(seconds.movePointRight(9).longValueExact())
            .equals(Instant.parse(ours.asString()));
      }
    }
    return recorded.equals(ours);
  }

  private static Map<Integer, Set<String>> intendedDifferences() throws IOException {
    Map<Integer, Set<String>> differences = new HashMap<>();
    try (BufferedReader file = open("/conformance/intended-differences.tsv")) {
      for (String line : file.lines().toList()) {
        String[] cells = line.split("\t");
        if (cells[0].equals("otlp_dialects")) {
          assertThat(cells).as(line).hasSize(4);
          for (String step : cells[1].split(",")) {
            differences
                .computeIfAbsent(Integer.valueOf(step), key -> new TreeSet<>())
                .addAll(List.of(cells[2].split(" ")));
          }
        }
      }
    }
    return differences;
  }

  private static Stream<JsonNode> lines(String resource) {
    try (BufferedReader file = open(resource)) {
      List<JsonNode> read = new ArrayList<>();
      file.lines().forEach(line -> read.add(JSON.readTree(line)));
      return read.stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static BufferedReader open(String resource) {
    return new BufferedReader(
        new InputStreamReader(
            Objects.requireNonNull(
                RecordedDialectsTest.class.getResourceAsStream(resource), resource),
            StandardCharsets.UTF_8));
  }
}
