package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** OpenTelemetry's conventions for generative AI, as its own instrumentations follow them. */
class GenAiDialectTest {
  private static final DialectRecording OPENAI = DialectRecording.of("genai-openai");

  @Test
  void aCallHasItsModelMessagesUsageAndCost() {
    JsonNode call = OPENAI.stored("plain").onlySpan();

    assertThat(call.path("name").asString()).isEqualTo("chat gpt-4o");
    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.at("/input/gen_ai.input.messages/1/parts/0/content").asString())
        .isEqualTo("What is the capital of France?");
    assertThat(call.at("/output/gen_ai.output.messages/0/parts/0/content").asString())
        .isEqualTo("The capital of France is Paris.");
    assertThat(call.path("usage").path("total_tokens").asInt()).isEqualTo(16);
    assertThat(call.path("total_estimated_cost").isNumber()).isTrue();
    assertThat(call.at("/metadata/gen_ai.response.finish_reasons")).isEqualTo(json("['stop']"));
    assertThat(call.at("/metadata/integration").asString())
        .isEqualTo("opentelemetry.instrumentation.genai.openai");
  }

  @Test
  void theCallIsTheTrace() {
    JsonNode trace = OPENAI.stored("plain").onlyTrace();

    assertThat(trace.path("name").asString()).isEqualTo("chat gpt-4o");
    assertThat(trace.path("output").toString()).contains("Paris");
    assertThat(trace.path("usage").path("total_tokens").asInt()).isEqualTo(16);
  }
}
