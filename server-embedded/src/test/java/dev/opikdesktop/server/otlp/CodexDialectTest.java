package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Codex, of whose hundreds of spans a turn those are recorded that tell of the model and tools. */
class CodexDialectTest {
  private static final DialectRecording CODEX = DialectRecording.of("codex");

  @Test
  void aTurnIsACallWithItsModelUsageAndCost() {
    JsonNode turn = CODEX.stored("plain").span("session_task.turn");

    assertThat(turn.path("type").asString()).isEqualTo("llm");
    assertThat(turn.path("model").asString()).isEqualTo("gpt-5");
    assertThat(turn.path("provider").asString()).isEqualTo("openai");
    JsonNode usage = turn.path("usage");
    assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(3128);
    assertThat(usage.path("cache_read.input_tokens").asInt()).isEqualTo(3110);
    assertThat(usage.path("completion_tokens").asInt()).isEqualTo(10);
    assertThat(usage.path("reasoning_tokens").asInt()).isEqualTo(4);
    assertThat(usage.path("total_tokens").asInt()).isEqualTo(3138);
    // 18 of the prompt at 1.25, 3110 from the cache at 0.125, 10 of output at 10 dollars a million.
    assertThat(turn.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.00051125");
  }

  @Test
  void theAnswersBelowATurnAreNotCountedAgain() {
    DialectRecording.Stored stored = CODEX.stored("tool");

    assertThat(stored.onlyTrace().path("llm_span_count").asInt()).isEqualTo(1);
    assertThat(stored.onlyTrace().at("/usage/total_tokens").asInt())
        .isEqualTo(stored.span("session_task.turn").at("/usage/total_tokens").asInt());
    assertThat(stored.spans("handle_responses"))
        .hasSize(2)
        .allSatisfy(
            answer ->
                assertThat(answer.path("metadata").path("gen_ai.usage.input_tokens").isNumber())
                    .isTrue());
  }

  @Test
  void theTurnsOfASessionAreOneThread() {
    JsonNode first = CODEX.stored("plain").onlyTrace();
    JsonNode second = CODEX.stored("resumed").onlyTrace();

    assertThat(first.path("name").asString()).isEqualTo("turn/start");
    assertThat(first.path("thread_id").asString())
        .matches("[0-9a-f-]{36}")
        .isEqualTo(second.path("thread_id").asString());
  }

  @Test
  void aCallOfAToolIsOne() {
    DialectRecording.Stored stored = CODEX.stored("tool");
    JsonNode tool = stored.span("exec_command");

    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.at("/metadata/tool_name").asString()).isEqualTo("exec_command");
    assertThat(tool.at("/metadata/call_id").asString()).isEqualTo("call_1");
    assertThat(stored.onlyTrace().path("has_tool_spans").asBoolean()).isTrue();
    assertThat(stored.spans().stream().filter(span -> span.path("type").asString().equals("tool")))
        .hasSize(1);
  }

  @Test
  void aRequestThatIsRefusedIsAnError() {
    assertThat(CODEX.stored("refused").spans("endpoint_session.stream_encoded_json_with"))
        .hasSize(3)
        .allSatisfy(
            request ->
                assertThat(request.path("error_info"))
                    .isEqualTo(
                        json("{'exception_type':'codex.api_request','message':'http 500'}")));
  }

  @Test
  void whatDescribesIsMetadataAndTheInputIsEmpty() {
    assertThat(CODEX.stored("plain").spans())
        .allSatisfy(span -> assertThat(span.path("input").size()).isZero());
  }

  @Test
  void ofAPictureThereIsTheCount() {
    assertThat(CODEX.stored("picture").spans("run_hooks_and_record_inputs"))
        .anySatisfy(
            span ->
                assertThat(span.at("/metadata/opentelemetry.events").toString())
                    .contains("\"local_image_input_count\""));
  }
}
