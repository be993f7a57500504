package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Pydantic AI, with its newest form of spans and with the one of its first release. */
class PydanticAiDialectTest {
  private static final DialectRecording NEWEST = DialectRecording.of("pydantic-ai");
  private static final DialectRecording FIRST = DialectRecording.of("pydantic-ai-1");

  @Test
  void aCallHasItsModelMessagesUsageAndCost() {
    JsonNode call = NEWEST.stored("plain").span("chat gpt-4o");

    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.path("input").propertyNames()).containsExactly("gen_ai.input.messages");
    assertThat(call.at("/input/gen_ai.input.messages/1/parts/0/content").asString())
        .isEqualTo("What is the capital of France?");
    assertThat(call.path("output").propertyNames()).containsExactly("gen_ai.output.messages");
    assertThat(call.at("/output/gen_ai.output.messages/0/parts/0/content").asString())
        .isEqualTo("The capital of France is Paris.");
    assertThat(call.at("/usage/prompt_tokens").asInt()).isEqualTo(10);
    assertThat(call.at("/usage/completion_tokens").asInt()).isEqualTo(6);
    assertThat(call.at("/usage/total_tokens").asInt()).isEqualTo(16);
    assertThat(call.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.00008");
    assertThat(call.at("/metadata/gen_ai.response.finish_reasons")).isEqualTo(json("['stop']"));
    assertThat(call.at("/metadata/model_request_parameters").isObject()).isTrue();
    assertThat(call.at("/metadata/integration").asString()).isEqualTo("pydantic-ai");
  }

  @Test
  void theRunOfAnAgentIsTheTraceWithItsConversationAndItsAnswer() {
    JsonNode trace = NEWEST.stored("plain").onlyTrace();
    JsonNode run = NEWEST.stored("plain").span("invoke_agent asker");

    assertThat(run.path("type").asString()).isEqualTo("general");
    assertThat(run.hasNonNull("total_estimated_cost")).isFalse();
    assertThat(trace.path("name").asString()).isEqualTo("invoke_agent asker");
    assertThat(trace.path("thread_id").asString()).isEqualTo("talk-1");
    assertThat(trace.path("input").propertyNames()).containsExactly("pydantic_ai.all_messages");
    assertThat(trace.path("output"))
        .isEqualTo(json("{'final_result':'The capital of France is Paris.'}"));
    assertThat(trace.at("/usage/total_tokens").asInt()).isEqualTo(16);
    assertThat(trace.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.00008");
    assertThat(trace.at("/metadata/gen_ai.aggregated_usage.input_tokens").asInt()).isEqualTo(10);
  }

  @Test
  void aStreamedCallHasTheTimeToItsFirstPiece() {
    JsonNode call = NEWEST.stored("streamed").span("chat gpt-4o");

    assertThat(call.at("/output/gen_ai.output.messages/0/parts/0/content").asString())
        .isEqualTo("The capital of Italy is Rome.");
    assertThat(call.path("ttft").asDouble())
        .isEqualTo(
            1000 * call.at("/metadata/gen_ai.client.operation.time_to_first_chunk").asDouble());
  }

  @Test
  void aToolIsACallOfATool() {
    JsonNode tool = NEWEST.stored("tool").span("execute_tool get_weather");

    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.path("input"))
        .isEqualTo(json("{'gen_ai.tool.call.arguments':{'city':'Paris'}}"));
    assertThat(tool.path("output")).isEqualTo(json("{'gen_ai.tool.call.result':'clear in Paris'}"));
    assertThat(tool.at("/metadata/gen_ai.tool.name").asString()).isEqualTo("get_weather");
    assertThat(NEWEST.stored("tool").onlyTrace().path("has_tool_spans").asBoolean()).isTrue();
    JsonNode asked = NEWEST.stored("tool").span("chat gpt-4o");
    assertThat(asked.path("type").asString()).isEqualTo("llm");
    assertThat(asked.at("/output/gen_ai.output.messages/0/parts/0/type").asString())
        .isEqualTo("tool_call");
    assertThat(asked.at("/metadata/gen_ai.tool.definitions/0/name").asString())
        .isEqualTo("get_weather");
  }

  @Test
  void theFirstReleaseSaysTheSameInItsOwnWords() {
    JsonNode call = FIRST.stored("tool").span("chat gpt-4o");
    JsonNode tool = FIRST.stored("tool").span("running tool");
    JsonNode trace = FIRST.stored("tool").onlyTrace();

    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.at("/input/events/1/content").asString()).isEqualTo("How is the weather?");
    assertThat(call.at("/input/events")).hasSize(2);
    assertThat(call.at("/output/events/0/message/tool_calls/0/function/name").asString())
        .isEqualTo("get_weather");
    assertThat(call.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.000115");
    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.path("input")).isEqualTo(json("{'tool_arguments':{'city':'Paris'}}"));
    assertThat(tool.path("output")).isEqualTo(json("{'tool_response':'clear in Paris'}"));
    assertThat(FIRST.stored("tool").span("agent run").path("type").asString()).isEqualTo("general");
    assertThat(FIRST.stored("tool").span("running tools").path("type").asString())
        .isEqualTo("general");
    assertThat(trace.at("/input/all_messages_events")).hasSize(5);
    assertThat(trace.path("output"))
        .isEqualTo(json("{'final_result':'The tool says: clear in Paris'}"));
    assertThat(trace.at("/usage/total_tokens").asInt()).isEqualTo(35);
    assertThat(trace.at("/metadata/gen_ai.usage.input_tokens").asInt()).isEqualTo(19);
  }

  @ParameterizedTest
  @CsvSource({
    "pydantic-ai, tool_fails, execute_tool get_tide, LookupError, no sea near Paris",
    "pydantic-ai, tool_fails, invoke_agent sailor, LookupError, no sea near Paris",
    "pydantic-ai, refused, chat gpt-4o, ModelRequestRejectedError, status_code: 400",
    "pydantic-ai-1, tool_fails, running tool, LookupError, no sea near Paris",
    "pydantic-ai-1, refused, chat gpt-4o, ModelHTTPError, status_code: 400"
  })
  void aFailureHasItsTypeMessageAndTraceback(
      String recording, String scenario, String name, String type, String message) {
    JsonNode error = DialectRecording.of(recording).stored(scenario).span(name).path("error_info");

    assertThat(error.path("exception_type").asString()).endsWith(type);
    assertThat(error.path("message").asString()).contains(message);
    assertThat(error.path("traceback").asString()).startsWith("Traceback");
  }

  @Test
  void aPictureIsInTheInput() {
    assertThat(
            NEWEST
                .stored("picture")
                .span("chat gpt-4o")
                .at("/input/gen_ai.input.messages/1/parts/1")
                .toString())
        .contains("\"mime_type\":\"image/png\"", "\"content\":\"iVBOR");
    assertThat(FIRST.stored("picture").span("chat gpt-4o").at("/input/events/1").toString())
        .contains("\"media_type\":\"image/png\"", "\"binary_content\":\"iVBOR");
  }
}
