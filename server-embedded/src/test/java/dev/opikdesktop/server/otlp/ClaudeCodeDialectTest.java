package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.spans.SpanType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Claude Code; what the scenarios that begin with short are without detailed tracing. */
class ClaudeCodeDialectTest {
  private static final DialectRecording CODE = DialectRecording.of("claude-code");

  @ParameterizedTest
  @ValueSource(strings = {"plain", "short"})
  void aCallHasItsModelProviderUsageAndCost(String scenario) {
    JsonNode call = CODE.stored(scenario).span("claude_code.llm_request");

    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("claude-sonnet-4-6");
    assertThat(call.path("provider").asString()).isEqualTo("anthropic");
    assertThat(call.at("/usage/prompt_tokens").asInt()).isEqualTo(186);
    assertThat(call.at("/usage/completion_tokens").asInt()).isEqualTo(10);
    assertThat(call.at("/usage/total_tokens").asInt()).isEqualTo(196);
    assertThat(call.path("usage").path("original_usage.input_tokens").asInt()).isEqualTo(168);
    assertThat(call.path("usage").path("original_usage.cache_read_input_tokens").asInt())
        .isEqualTo(18);
    // 168 at 3, 18 from the cache at 0.3 and 10 of output at 15 dollars a million.
    assertThat(call.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.0006594");
  }

  @Test
  void withDetailsACallHasWhatWasAskedAndAnswered() {
    JsonNode call = CODE.stored("plain").span("claude_code.llm_request");

    assertThat(call.at("/input/new_context").asString())
        .isEqualTo("[USER]\nWhat is the capital of France, without tools?");
    assertThat(call.at("/input/user_system_prompt").asString())
        .isEqualTo("Answer in one sentence.");
    assertThat(call.at("/input/tools/0/name").asString()).isEqualTo("Read");
    assertThat(call.at("/output/response.model_output").asString())
        .isEqualTo("The capital of France is Paris.");
    assertThat(call.at("/output/stop_reason").asString()).isEqualTo("end_turn");
    assertThat(call.path("input").has("duration_ms")).isFalse();
    assertThat(call.at("/metadata/ttft_ms").isNumber()).isTrue();
  }

  @Test
  void aTurnIsATraceWithThePromptOfTheUserAndTheLastAnswer() {
    JsonNode trace = CODE.stored("plain").onlyTrace();

    assertThat(trace.path("name").asString()).isEqualTo("claude_code.interaction");
    assertThat(trace.path("input"))
        .isEqualTo(json("{'user_prompt':'What is the capital of France, without tools?'}"));
    assertThat(trace.path("output"))
        .isEqualTo(json("{'response.model_output':'The capital of France is Paris.'}"));
    assertThat(trace.at("/usage/total_tokens").asInt()).isEqualTo(196);
    assertThat(trace.path("llm_span_count").asInt()).isEqualTo(1);
  }

  @Test
  void theTurnsOfASessionAreOneThread() {
    List<JsonNode> traces = CODE.stored("thread").traces();

    assertThat(traces).hasSize(2);
    assertThat(traces)
        .allSatisfy(
            trace ->
                assertThat(trace.path("thread_id").asString())
                    .isEqualTo("11111111-2222-4333-8444-555555555555"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tool", "short_tool"})
  void aToolHasItsArgumentsAndResult(String scenario) {
    JsonNode tool = CODE.stored(scenario).span("claude_code.tool");

    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.path("input").toString()).contains("/home/user/notes.txt");
    assertThat(tool.path("output"))
        .isEqualTo(json("{'file_path':'/home/user/notes.txt','content':'Milk and bread.\\n'}"));
    assertThat(tool.at("/metadata/tool_name").asString()).isEqualTo("Read");
    assertThat(CODE.stored(scenario).onlyTrace().path("has_tool_spans").asBoolean()).isTrue();
  }

  @Test
  void aToolThatBreaksIsAnError() {
    JsonNode error =
        CODE.stored("broken_tool").span("claude_code.tool.execution").path("error_info");

    assertThat(error.path("exception_type").asString()).isEqualTo("tool_error");
    assertThat(error.path("message").asString()).startsWith("File does not exist.");
  }

  @Test
  void aCallThatIsRefusedIsAnError() {
    JsonNode call = CODE.stored("refused").span("claude_code.llm_request");

    assertThat(call.at("/error_info/message").asString())
        .isEqualTo("The provider answers with status 400.");
    assertThat(call.at("/metadata/status_code").asInt()).isEqualTo(400);
  }

  @Test
  void ofAPictureThereIsAPlaceholder() {
    JsonNode call = CODE.stored("picture").span("claude_code.llm_request");

    assertThat(call.at("/input/new_context").asString()).contains("[Image");
    assertThat(call.path("output").toString()).contains("There is a picture, 1 in all.");
  }

  @Test
  void whereOnlyAnthropicsOwnCountsAreToldTheOthersAreReckoned() {
    AttributeReader stored =
        AttributeReader.read(
            "com.anthropic.claude_code.tracing",
            Exports.span("claude_code.llm_request", "00000000000000a1", "", 0)
                .addAttributes(Exports.text("model", "claude-sonnet-4-5"))
                .addAttributes(Exports.number("input_tokens", 5))
                .addAttributes(Exports.number("output_tokens", 7))
                .addAttributes(Exports.number("cache_read_tokens", 11))
                .build());

    assertThat(stored.type()).isEqualTo(SpanType.LLM);
    assertThat(stored.provider()).isEqualTo("anthropic");
    assertThat(stored.usage.counts())
        .containsEntry("prompt_tokens", 16)
        .containsEntry("completion_tokens", 7)
        .containsEntry("total_tokens", 23);
  }
}
