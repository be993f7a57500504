package dev.opikdesktop.server.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.json.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CostCalculatorTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final CostCalculator calculator = CostCalculator.withListPrices();

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordedSpans")
  void everyRecordedSpanCostsWhatOpikSaid(String name, JsonNode span, BigDecimal recorded) {
    BigDecimal estimated =
        calculator
            .estimate(text(span, "provider"), text(span, "model"), usage(span), metadata(span))
            .orElse(null);
    if (recorded == null) {
      assertThat(estimated).isNull();
    } else {
      assertThat(estimated).isEqualByComparingTo(recorded);
    }
  }

  @Test
  void aPromptAboveTheTierPaysTheDearerRateForAllOfItAndForTheAnswer() {
    assertThat(cost("google_ai", "gemini-2.5-pro", Map.of("prompt_tokens", 200_000)))
        .isEqualByComparingTo("0.25");
    assertThat(cost("google_ai", "gemini-2.5-pro", Map.of("prompt_tokens", 200_001)))
        .isEqualByComparingTo("0.5000025");
  }

  @Test
  void anthropicsCacheIsChargedBesideTheInputTokens() {
    assertThat(
            cost(
                "anthropic",
                "claude-sonnet-4.5",
                Map.of(
                    "prompt_tokens", 1400,
                    "original_usage.input_tokens", 1000,
                    "original_usage.output_tokens", 500,
                    "original_usage.cache_read_input_tokens", 300,
                    "original_usage.cache_creation_input_tokens", 100)))
        .isEqualByComparingTo("0.010965");
  }

  @Test
  void aVideoIsChargedByTheSecond() {
    assertThat(cost("google_ai", "veo-2.0-generate-001", Map.of("video_duration_seconds", 8)))
        .isEqualByComparingTo("2.80");
  }

  @Test
  void moreCachedThanSentIsNotANegativeCost() {
    assertThat(
            cost(
                "openai",
                "gpt-4o",
                Map.of(
                    "prompt_tokens", 10, "original_usage.prompt_tokens_details.cached_tokens", 50)))
        .isEqualByComparingTo("0.0000125");
  }

  @Test
  void metadataThatIsNoJsonObjectSaysNothing() {
    assertThat(calculator.estimate("openai", "zzz", Map.of(), JsonText.of("[1]"))).isEmpty();
    assertThat(calculator.estimate("openai", "zzz", Map.of(), JsonText.of("{\"cost\":"))).isEmpty();
  }

  private BigDecimal cost(String provider, String model, Map<String, Integer> usage) {
    return calculator.estimate(provider, model, usage, null).orElseThrow();
  }

  /** Spans without a cost of their own, and what reading each of them gave. */
  static Stream<Arguments> recordedSpans() throws IOException {
    Map<String, JsonNode> sent = new HashMap<>();
    List<Arguments> spans = new ArrayList<>();
    for (JsonNode step : steps()) {
      JsonNode request = step.get("request");
      if (request.get("method").asString().equals("POST")
          && request.get("path").asString().startsWith("/v1/private/spans")) {
        JsonNode body = request.get("body");
        for (JsonNode span : body.has("spans") ? body.get("spans") : List.of(body)) {
          sent.put(span.get("id").asString(), span);
        }
        continue;
      }
      JsonNode span = sent.get(request.get("path").asString().replaceFirst("^.*/", ""));
      if (span != null && !span.has("total_estimated_cost")) {
        JsonNode cost = step.at("/response/body/total_estimated_cost");
        spans.add(
            Arguments.of(
                step.get("step") + " " + span.get("model") + " of " + span.get("provider"),
                span,
                cost.isMissingNode() ? null : cost.decimalValue()));
      }
    }
    assertThat(spans).hasSize(63);
    return spans.stream();
  }

  private static List<JsonNode> steps() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    CostCalculatorTest.class.getResourceAsStream("/recordings/span_costs.jsonl")),
                StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(JSON::readTree).toList();
    }
  }

  private static String text(JsonNode span, String field) {
    return span.path(field).asString(null);
  }

  private static Map<String, Integer> usage(JsonNode span) {
    Map<String, Integer> usage = new HashMap<>();
    span.path("usage").properties().forEach(e -> usage.put(e.getKey(), e.getValue().asInt()));
    return usage;
  }

  private static JsonText metadata(JsonNode span) {
    return span.has("metadata") ? JsonText.of(span.get("metadata").toString()) : null;
  }
}
