package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** LiveKit Agents, in sessions of typed text. */
class LiveKitDialectTest {
  private static final DialectRecording LIVEKIT = DialectRecording.of("livekit-agents");

  @Test
  void aCallHasItsModelMessagesUsageAndTheTimeToItsFirstPiece() {
    JsonNode call = LIVEKIT.stored("plain").span("llm_request");

    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("gpt-4o");
    assertThat(call.path("input").propertyNames())
        .containsExactly("gen_ai.system_instructions", "gen_ai.input.messages");
    assertThat(call.at("/input/gen_ai.input.messages/0/parts/0/content").asString())
        .isEqualTo("What is the capital of France?");
    assertThat(call.at("/output/gen_ai.output.messages/0/parts/0/content").asString())
        .isEqualTo("The capital of France is Paris.");
    assertThat(call.at("/usage/prompt_tokens").asInt()).isEqualTo(10);
    assertThat(call.at("/usage/completion_tokens").asInt()).isEqualTo(6);
    assertThat(call.at("/usage/cache_read.input_tokens").asInt()).isEqualTo(4);
    assertThat(call.path("ttft").asDouble())
        .isEqualTo(1000 * call.at("/metadata/gen_ai.response.time_to_first_chunk").asDouble());
    assertThat(call.at("/metadata/lk.llm_metrics/type").asString()).isEqualTo("llm_metrics");
  }

  @Test
  void onlyTheCallItselfIsOneThoughTheSpansAroundItNameTheModelToo() {
    assertThat(LIVEKIT.stored("plain").onlyTrace().path("llm_span_count").asInt()).isEqualTo(1);
    for (String around : List.of("llm_node", "llm_request_run", "start_agent_activity")) {
      JsonNode span = LIVEKIT.stored("plain").span(around);
      assertThat(span.path("type").asString()).as(around).isEqualTo("general");
      assertThat(span.path("model").asString()).as(around).isEqualTo("gpt-4o");
    }
  }

  @Test
  void aTurnHasWhatWasHeardAndWhatWasSaid() {
    JsonNode turn = LIVEKIT.stored("plain").span("agent_turn");

    assertThat(turn.path("type").asString()).isEqualTo("general");
    assertThat(turn.path("input"))
        .isEqualTo(json("{'lk.pii.user_input':'What is the capital of France?'}"));
    assertThat(turn.path("output"))
        .isEqualTo(json("{'lk.pii.response.text':'The capital of France is Paris.'}"));
    assertThat(LIVEKIT.stored("plain").onlyTrace().path("name").asString())
        .isEqualTo("agent_session");
  }

  @Test
  void aToolIsACallOfATool() {
    JsonNode tool = LIVEKIT.stored("tool").span("function_tool");

    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.at("/input/gen_ai.tool.call.arguments")).isEqualTo(json("{'city':'Paris'}"));
    assertThat(tool.at("/input/lk.pii.function_tool.arguments"))
        .isEqualTo(json("{'city':'Paris'}"));
    assertThat(tool.at("/output/lk.pii.function_tool.output").asString())
        .isEqualTo("clear in Paris");
    assertThat(tool.at("/metadata/gen_ai.tool.name").asString()).isEqualTo("get_weather");
    JsonNode asked = LIVEKIT.stored("tool").spans("llm_request").getFirst();
    assertThat(asked.at("/output/gen_ai.output.messages/0/parts/0/name").asString())
        .isEqualTo("get_weather");
  }

  @Test
  void aToolThatFailsHasAnError() {
    JsonNode tool = LIVEKIT.stored("tool_fails").span("function_tool");

    assertThat(tool.at("/error_info/exception_type").asString()).isEqualTo("tool_error");
    assertThat(tool.at("/metadata/lk.function_tool.is_error").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"llm_request", "llm_node", "agent_turn"})
  void aRefusalIsTheErrorOfAllThatWaitedForIt(String name) {
    JsonNode error = LIVEKIT.stored("refused").span(name).path("error_info");

    assertThat(error.path("exception_type").asString()).endsWith("APIStatusError");
    assertThat(error.path("message").asString()).contains("status 400");
    assertThat(error.path("traceback").asString()).startsWith("Traceback");
    assertThat(LIVEKIT.stored("refused").span("llm_request").path("type").asString())
        .isEqualTo("llm");
  }
}
