package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** OpenTelemetry's conventions for generative AI, as its own instrumentations follow them. */
class GenAiDialectTest {
  private static final DialectRecording OPENAI = DialectRecording.of("genai-openai");
  private static final DialectRecording ANTHROPIC = DialectRecording.of("genai-anthropic-sdk");
  private static final DialectRecording TWICE = DialectRecording.of("genai-anthropic");
  private static final DialectRecording GOOGLE = DialectRecording.of("genai-google");
  private static final DialectRecording OLDER = DialectRecording.of("genai-openai-v2");

  @ParameterizedTest
  @CsvSource({
    "plain, What is the capital of France?, The capital of France is Paris.",
    "streamed, What is the capital of Italy?, The capital of Italy is Rome.",
    "responses_streamed, What is the capital of Italy?, The capital of Italy is Rome."
  })
  void aCallHasItsModelAndItsMessages(String scenario, String question, String answer) {
    JsonNode call = OPENAI.stored(scenario).onlySpan();

    assertThat(call.path("name").asString()).isEqualTo("chat gpt-4o");
    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.at("/input/gen_ai.input.messages").toString()).contains(question);
    assertThat(call.at("/output/gen_ai.output.messages/0/parts/0/content").asString())
        .isEqualTo(answer);
    assertThat(call.at("/metadata/gen_ai.response.finish_reasons")).isEqualTo(json("['stop']"));
    assertThat(call.at("/metadata/integration").asString())
        .isEqualTo("opentelemetry.instrumentation.genai.openai");
  }

  @Test
  void nothingButMessagesAndInstructionsIsInput() {
    assertThat(OPENAI.stored("responses").onlySpan().path("input").propertyNames())
        .containsExactlyInAnyOrder("gen_ai.input.messages", "gen_ai.system_instructions");
    assertThat(ANTHROPIC.stored("plain").onlySpan().path("input").propertyNames())
        .containsExactlyInAnyOrder("gen_ai.input.messages", "gen_ai.system_instructions");
    JsonNode metadata = ANTHROPIC.stored("plain").onlySpan().path("metadata");
    assertThat(metadata.path("url.path").asString()).isEqualTo("/v1/messages");
    assertThat(metadata.path("anthropic.message.stop_reason").asString()).isEqualTo("end_turn");
  }

  @Test
  void theCallIsTheTrace() {
    JsonNode trace = OPENAI.stored("plain").onlyTrace();

    assertThat(trace.path("name").asString()).isEqualTo("chat gpt-4o");
    assertThat(trace.path("output").toString()).contains("Paris");
    assertThat(trace.path("usage").path("total_tokens").asInt()).isEqualTo(16);
  }

  @Test
  void cachedAndReasoningTokensAreInTheUsage() {
    assertThat(OPENAI.stored("reasoning").onlySpan().path("usage"))
        .isEqualTo(
            json(
                "{'prompt_tokens': 10, 'completion_tokens': 10, 'total_tokens': 20,"
                    + "'cache_read.input_tokens': 4, 'reasoning.output_tokens': 4}"));
    assertThat(ANTHROPIC.stored("plain").onlySpan().path("usage"))
        .isEqualTo(
            json(
                "{'prompt_tokens': 10, 'completion_tokens': 6, 'total_tokens': 16,"
                    + "'cache_read.input_tokens': 4, 'cache_write.input_tokens': 0}"));
  }

  @Test
  void cachedTokensCostWhatTheProviderTakesForThem() {
    // gpt-4o: 6 at 2.50, 4 at 1.25 and 6 at 10 dollars a million.
    assertThat(OPENAI.stored("plain").onlySpan().path("total_estimated_cost").decimalValue())
        .isEqualByComparingTo("0.00008");
    // claude-sonnet-4-5: 6 at 3, 4 at 0.30 and 6 at 15.
    assertThat(ANTHROPIC.stored("plain").onlySpan().path("total_estimated_cost").decimalValue())
        .isEqualByComparingTo("0.0001092");
    // gemini-2.5-flash: 6 at 0.30, 4 at 0.03 and 6 at 2.50.
    assertThat(GOOGLE.stored("plain").onlySpan().path("total_estimated_cost").decimalValue())
        .isEqualByComparingTo("0.00001692");
  }

  @ParameterizedTest
  @ValueSource(strings = {"genai-openai", "genai-anthropic-sdk"})
  void aToolCallIsInTheAnswerAndItsResultInTheNextQuestion(String recording) {
    DialectRecording.Stored stored = DialectRecording.of(recording).stored("tool");
    JsonNode program = stored.span("forecast");
    String name = recording.equals("genai-openai") ? "chat gpt-4o" : "anthropic.messages.create";
    JsonNode first = stored.spans(name).getFirst();
    JsonNode second = stored.spans(name).getLast();

    assertThat(stored.onlyTrace().path("name").asString()).isEqualTo("forecast");
    assertThat(first.path("parent_span_id")).isEqualTo(program.path("id"));
    assertThat(second.path("parent_span_id")).isEqualTo(program.path("id"));
    JsonNode call = first.at("/output/gen_ai.output.messages/0/parts/0");
    assertThat(call.path("type").asString()).isEqualTo("tool_call");
    assertThat(call.path("name").asString()).isEqualTo("get_weather");
    assertThat(call.path("arguments")).isEqualTo(json("{'city': 'Paris'}"));
    assertThat(second.at("/input/gen_ai.input.messages").toString()).contains("clear");
  }

  @Test
  void aToolThatTheLibraryCallsIsASpanWithArgumentsAndResult() {
    DialectRecording.Stored stored = GOOGLE.stored("tool");
    JsonNode tool = stored.span("execute_tool get_weather");

    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.path("parent_span_id"))
        .isEqualTo(stored.span("generate_content gemini-2.5-flash").path("id"));
    assertThat(tool.at("/input/gen_ai.tool.call.arguments")).isEqualTo(json("{'city': 'Paris'}"));
    assertThat(tool.at("/output/gen_ai.tool.call.result").toString()).contains("clear");
    assertThat(tool.at("/metadata/gen_ai.tool.name").asString()).isEqualTo("get_weather");
  }

  @ParameterizedTest
  @CsvSource({
    "genai-openai, openai.RateLimitError, The provider answers with status 429.",
    "genai-google, 429, The provider answers with status 429.",
    "genai-anthropic-sdk, rate_limit_error, ''"
  })
  void aRefusedCallHasAnError(String recording, String type, String message) {
    JsonNode call = DialectRecording.of(recording).stored("refused").onlySpan();

    assertThat(call.at("/error_info/exception_type").asString()).isEqualTo(type);
    assertThat(call.at("/error_info/message").asString("")).contains(message);
    assertThat(call.at("/metadata/error.type").asString()).isEqualTo(type);
    assertThat(call.at("/input/gen_ai.input.messages").toString()).contains("Fail with");
  }

  @ParameterizedTest
  @ValueSource(strings = {"genai-openai", "genai-google"})
  void aPictureIsInTheInput(String recording) {
    JsonNode call = DialectRecording.of(recording).stored("picture").onlySpan();

    JsonNode parts = call.at("/input/gen_ai.input.messages/0/parts");
    JsonNode picture = parts.get(1);
    assertThat(picture.path("mime_type").asString()).isEqualTo("image/png");
    assertThat(picture.path("content").asString()).startsWith("iVBORw0KGgo");
  }

  @Test
  void aLargePictureIsAFileOfItsSpan() {
    byte[] large = new byte[250_000];
    new Random(1).nextBytes(large);
    System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, large, 0, 8);
    String base64 = Base64.getEncoder().encodeToString(large);

    JsonNode call =
        OPENAI
            .strippedOf("picture", line -> line.replaceAll("iVBORw0KGgo[A-Za-z0-9+/=]*", base64))
            .onlySpan();

    assertThat(call.at("/input/gen_ai.input.messages/0/parts/1/content").asString())
        .matches("\\[input-attachment-1-\\d+\\.png]");
  }

  @Test
  void aConversationIsAThread() {
    JsonNode trace = ANTHROPIC.stored("plain").onlyTrace();

    assertThat(trace.path("thread_id").asString()).isEqualTo("conversation-1");
  }

  @Test
  void aCallThatTwoInstrumentationsSeeIsCountedOnce() {
    DialectRecording.Stored stored = TWICE.stored("plain");
    JsonNode outer = stored.span("chat claude-sonnet-4-5");
    JsonNode inner = stored.span("anthropic.messages.create");

    assertThat(inner.path("parent_span_id")).isEqualTo(outer.path("id"));
    assertThat(inner.at("/usage/total_tokens").asInt()).isEqualTo(16);
    assertThat(outer.has("usage")).isFalse();
    assertThat(outer.at("/metadata/gen_ai.usage.input_tokens").asInt()).isEqualTo(10);
    assertThat(stored.onlyTrace().at("/usage/total_tokens").asInt()).isEqualTo(16);
  }

  @Test
  void anEmbeddingHasItsModelAndItsUsage() {
    JsonNode call = OPENAI.stored("embedding").onlySpan();

    assertThat(call.path("model").asString()).isEqualTo("text-embedding-3-small");
    assertThat(call.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
    assertThat(call.at("/metadata/gen_ai.embeddings.dimension.count").asInt()).isEqualTo(4);
    assertThat(call.has("input")).isFalse();
  }

  @Test
  void theOlderPackageSendsAllButTheMessages() {
    JsonNode call = OLDER.stored("plain").onlySpan();

    assertThat(call.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.at("/usage/total_tokens").asInt()).isEqualTo(16);
    assertThat(call.has("input")).isFalse();
    assertThat(call.has("output")).isFalse();
    assertThat(call.at("/metadata/gen_ai.openai.response.service_tier").asString())
        .isEqualTo("default");
  }
}
