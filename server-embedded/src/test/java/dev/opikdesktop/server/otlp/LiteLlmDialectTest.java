package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** LiteLLM's callback "otel", in both forms of its spans. */
class LiteLlmDialectTest {
  private static final DialectRecording FIRST = DialectRecording.of("litellm-otel");
  private static final DialectRecording SECOND = DialectRecording.of("litellm-otel-2");

  @ParameterizedTest
  @CsvSource({
    "litellm-otel, litellm_request, parts/0/content",
    "litellm-otel-2, chat gpt-4o, content"
  })
  void aCallHasItsModelMessagesUsageAndCost(String recording, String name, String text) {
    JsonNode call = DialectRecording.of(recording).stored("plain").span(name);

    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.path("input").propertyNames()).containsExactly("gen_ai.input.messages");
    assertThat(call.at("/input/gen_ai.input.messages/1/" + text).asString())
        .isEqualTo("What is the capital of France?");
    assertThat(call.at("/output/gen_ai.output.messages/0/" + text).asString())
        .isEqualTo("The capital of France is Paris.");
    assertThat(call.at("/usage/prompt_tokens").asInt()).isEqualTo(10);
    assertThat(call.at("/usage/completion_tokens").asInt()).isEqualTo(6);
    assertThat(call.at("/usage/total_tokens").asInt()).isEqualTo(16);
    assertThat(call.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.00008");
    assertThat(call.at("/metadata/gen_ai.request.temperature").asDouble()).isEqualTo(0.2);
    assertThat(call.at("/metadata/litellm.provider.model").asString()).isEqualTo("openai/gpt-4o");
  }

  @Test
  void theCallIsTheTraceAndItsCostCountsOnce() {
    JsonNode trace = FIRST.stored("plain").onlyTrace();

    assertThat(trace.path("name").asString()).isEqualTo("litellm_request");
    assertThat(trace.path("span_count").asInt()).isEqualTo(2);
    assertThat(trace.path("llm_span_count").asInt()).isEqualTo(1);
    assertThat(trace.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.00008");
    assertThat(FIRST.stored("plain").span("raw_gen_ai_request").path("type").asString())
        .isEqualTo("general");
  }

  @Test
  void theSessionIsTheThread() {
    assertThat(SECOND.stored("plain").onlyTrace().path("thread_id").asString()).isEqualTo("talk-1");
  }

  @Test
  void aStreamedCallHasItsWholeAnswer() {
    JsonNode first = FIRST.stored("streamed").span("litellm_request");
    JsonNode second = SECOND.stored("streamed").onlySpan();

    assertThat(first.path("output").toString()).contains("The capital of Italy is Rome.");
    assertThat(second.path("output").toString()).contains("The capital of Italy is Rome.");
    assertThat(second.path("ttft").asDouble()).isPositive();
    assertThat(first.at("/usage/total_tokens").asInt()).isEqualTo(16);
  }

  @Test
  void aCallOfAToolIsInTheOutput() {
    JsonNode first = FIRST.stored("tool").spans("litellm_request").getFirst();
    JsonNode second = SECOND.stored("tool").spans("chat gpt-4o").getFirst();

    assertThat(first.at("/output/gen_ai.completion.0.function_call.name").asString())
        .isEqualTo("get_weather");
    assertThat(first.at("/output/gen_ai.completion.0.function_call.arguments"))
        .isEqualTo(json("{'city':'Paris'}"));
    assertThat(second.at("/output/gen_ai.output.messages/0/tool_calls/0/function/name").asString())
        .isEqualTo("get_weather");
    assertThat(second.at("/metadata/gen_ai.tool.0.name").asString()).isEqualTo("get_weather");
  }

  @Test
  void aRefusedCallHasItsError() {
    JsonNode first = FIRST.stored("refused").span("litellm_request");
    JsonNode second = SECOND.stored("refused").onlySpan();

    assertThat(first.at("/error_info/message").asString()).contains("status 429");
    assertThat(second.at("/error_info/exception_type").asString()).isEqualTo("RateLimitError");
    assertThat(second.at("/error_info/message").asString()).contains("status 429");
    assertThat(second.path("type").asString()).isEqualTo("llm");
    assertThat(second.path("input").propertyNames()).containsExactly("gen_ai.input.messages");
  }

  @Test
  void otherProvidersAndEmbeddingsAreCallsToo() {
    JsonNode claude = SECOND.stored("anthropic").onlySpan();
    JsonNode embedding = SECOND.stored("embedding").onlySpan();

    assertThat(claude.path("provider").asString()).isEqualTo("anthropic");
    assertThat(claude.path("model").asString()).isEqualTo("claude-sonnet-4-5");
    assertThat(claude.path("total_estimated_cost").isNumber()).isTrue();
    assertThat(FIRST.stored("anthropic").span("litellm_request").path("provider").asString())
        .isEqualTo("anthropic");
    assertThat(embedding.path("type").asString()).isEqualTo("llm");
    assertThat(embedding.path("input").toString()).contains("A short text");
  }

  @Test
  void thatThereWasAPictureIsInTheInput() {
    assertThat(SECOND.stored("picture").onlySpan().path("input").toString())
        .contains("data:image/png;base64,[base64_data truncated");
  }
}
