package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** smolagents, as OpenInference's instrumentation sees it. */
class SmolagentsDialectTest {
  private static final DialectRecording SMOLAGENTS =
      DialectRecording.of("openinference-smolagents");
  private static final String CALL = "OpenAIModel.generate";

  @Test
  void aCallHasItsModelMessagesUsageAndCost() {
    JsonNode call = SMOLAGENTS.stored("plain").onlySpan();

    assertThat(call.path("name").asString()).isEqualTo(CALL);
    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("gpt-4o");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.at("/input/input.value/messages/0/content/0/text").asString())
        .isEqualTo("What is the capital of France?");
    assertThat(call.at("/output/output.value/content").asString())
        .isEqualTo("The capital of France is Paris.");
    assertThat(call.path("usage"))
        .isEqualTo(json("{'prompt_tokens':6,'completion_tokens':6,'total_tokens':12}"));
    assertThat(call.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.000075");
  }

  @Test
  void aStreamedCallHasItsWholeAnswer() {
    JsonNode call = SMOLAGENTS.stored("streamed").onlySpan();

    assertThat(call.at("/output/output.value/content").asString())
        .isEqualTo("The capital of France is Paris.");
    assertThat(call.at("/usage/total_tokens").asInt()).isEqualTo(12);
  }

  @Test
  void theRunOfAnAgentIsTheTraceWithItsSessionAndTags() {
    JsonNode trace = SMOLAGENTS.stored("tools").onlyTrace();
    JsonNode run = SMOLAGENTS.stored("tools").span("ToolCallingAgent.run");

    assertThat(trace.path("name").asString()).isEqualTo("ToolCallingAgent.run");
    assertThat(trace.path("thread_id").asString()).isEqualTo("talk-1");
    assertThat(trace.path("tags")).containsExactlyInAnyOrder(json("'shop'"), json("'test'"));
    assertThat(trace.path("input").propertyNames()).containsExactly("input.value");
    assertThat(trace.at("/input/input.value/task").asString()).isEqualTo("How is get weather?");
    assertThat(trace.path("output")).isEqualTo(json("{'output.value':'Paris'}"));
    assertThat(run.path("type").asString()).isEqualTo("general");
    assertThat(run.has("usage")).isFalse();
    assertThat(run.at("/metadata/llm.token_count.total").asInt())
        .isEqualTo(trace.at("/usage/total_tokens").asInt());
    assertThat(run.at("/metadata/smolagents.max_steps").asInt()).isEqualTo(3);
    assertThat(run.at("/metadata/user.id").asString()).isEqualTo("ada");
    assertThat(trace.path("llm_span_count").asInt()).isEqualTo(2);
  }

  @Test
  void aToolIsACallOfATool() {
    JsonNode tool = SMOLAGENTS.stored("tools").span("SimpleTool");
    JsonNode asked = SMOLAGENTS.stored("tools").spans(CALL).getFirst();

    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.at("/input/input.value/kwargs/city").asString()).isEqualTo("Paris");
    assertThat(tool.at("/output/output.value").asString()).startsWith("It is clear in Paris.");
    assertThat(tool.at("/metadata/tool.name").asString()).isEqualTo("get_weather");
    assertThat(asked.at("/output/output.value/tool_calls/0/function/name").asString())
        .isEqualTo("get_weather");
  }

  @Test
  void anAgentThatWritesCodeCallsItsToolsToo() {
    JsonNode tool = SMOLAGENTS.stored("code").span("SimpleTool");

    assertThat(tool.at("/input/input.value/args")).isEqualTo(json("[21]"));
    assertThat(tool.at("/output/output.value").asInt()).isEqualTo(42);
    assertThat(SMOLAGENTS.stored("code").span("Step 1").path("type").asString())
        .isEqualTo("general");
  }

  @Test
  void aFailureHasItsTypeMessageAndTraceback() {
    JsonNode tool = SMOLAGENTS.stored("tool_fails").span("SimpleTool").path("error_info");
    JsonNode call = SMOLAGENTS.stored("refused").span(CALL).path("error_info");

    assertThat(tool.path("exception_type").asString()).isEqualTo("LookupError");
    assertThat(tool.path("message").asString()).isEqualTo("no sea near Paris");
    assertThat(tool.path("traceback").asString()).startsWith("Traceback");
    assertThat(call.path("exception_type").asString()).isEqualTo("openai.BadRequestError");
    assertThat(call.path("message").asString()).contains("status 400");
  }

  @Test
  void thatThereWasAPictureIsInTheInput() {
    assertThat(
            SMOLAGENTS
                .stored("picture")
                .span(CALL)
                .path("input")
                .path("llm.input_messages.1.message.contents.1.message_content.type")
                .asString())
        .isEqualTo("image");
  }
}
