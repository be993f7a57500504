package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** OpenLLMetry: Traceloop's SDK with its decorators, and its instrumentations. */
class TraceloopDialectTest {
  private static final DialectRecording OPENAI = DialectRecording.of("traceloop-openai");
  private static final DialectRecording OLDER = DialectRecording.of("traceloop-openai-older");
  private static final DialectRecording ANTHROPIC = DialectRecording.of("traceloop-anthropic");

  @ParameterizedTest
  @CsvSource({
    "plain, openai.chat, What is the capital of France?, The capital of France is Paris.",
    "streamed, openai.chat, What is the capital of Italy?, The capital of Italy is Rome.",
    "responses, openai.response, What is the capital of France?, The capital of France is Paris.",
    "responses_streamed, openai.response, What is the capital of Italy?,"
        + " The capital of Italy is Rome."
  })
  void aCallHasItsModelItsMessagesAndItsUsage(
      String scenario, String name, String question, String answer) {
    JsonNode call = OPENAI.stored(scenario).onlySpan();

    assertThat(call.path("name").asString()).isEqualTo(name);
    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.at("/input/gen_ai.input.messages").toString()).contains(question);
    assertThat(call.at("/output/gen_ai.output.messages/0/parts/0/content").asString())
        .isEqualTo(answer);
    assertThat(call.at("/usage/completion_tokens").asInt()).isEqualTo(6);
    assertThat(call.path("total_estimated_cost").isNumber()).isTrue();
    assertThat(call.path("input").propertyNames()).containsExactly("gen_ai.input.messages");
  }

  @Test
  void numberedMessagesOfOlderReleasesAreInputAndOutput() {
    DialectRecording.Stored stored = OLDER.stored("tool");
    JsonNode first = stored.spans("openai.chat").getFirst();
    JsonNode second = stored.spans("openai.chat").getLast();

    assertThat(first.path("type").asString()).isEqualTo("llm");
    assertThat(first.path("provider").asString()).isEqualTo("openai");
    assertThat(first.path("input").path("gen_ai.prompt.1.content").asString())
        .isEqualTo("How is the weather?");
    assertThat(first.path("input").path("llm.request.functions.0.name").asString())
        .isEqualTo("get_weather");
    assertThat(first.path("output").path("gen_ai.completion.0.tool_calls.0.arguments"))
        .isEqualTo(json("{'city': 'Paris'}"));
    assertThat(second.path("input").path("gen_ai.prompt.3.content"))
        .isEqualTo(json("{'sky': 'clear'}"));
    assertThat(second.path("output").path("gen_ai.completion.0.content").asString())
        .isEqualTo("The tool says: {\"sky\": \"clear\"}");
    assertThat(second.path("usage"))
        .isEqualTo(
            json(
                "{'prompt_tokens': 10, 'completion_tokens': 5, 'total_tokens': 15,"
                    + "'cache_read_input_tokens': 4}"));
    assertThat(second.path("total_estimated_cost").isNumber()).isTrue();
    assertThat(second.path("metadata").path("gen_ai.openai.api_base").asString())
        .startsWith("http://127.0.0.1:");
  }

  @Test
  void aStreamHasItsTimeToTheFirstPiece() {
    assertThat(OPENAI.stored("streamed").onlySpan().path("ttft").asDouble()).isPositive();
  }

  @Test
  void aWorkflowHasAgentsToolsTasksAndCallsBelowIt() {
    DialectRecording.Stored stored = OPENAI.stored("workflow");
    JsonNode workflow = stored.span("forecast.workflow");
    JsonNode tool = stored.span("get_weather.tool");

    assertThat(stored.onlyTrace().path("name").asString()).isEqualTo("forecast.workflow");
    assertThat(workflow.path("type").asString()).isEqualTo("general");
    assertThat(stored.span("forecaster.agent").path("type").asString()).isEqualTo("general");
    assertThat(stored.span("ask.task").path("parent_span_id")).isEqualTo(workflow.path("id"));
    assertThat(stored.span("openai.chat").path("parent_span_id"))
        .isEqualTo(stored.span("ask.task").path("id"));
    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.path("parent_span_id")).isEqualTo(stored.span("forecaster.agent").path("id"));
    assertThat(stored.onlyTrace().at("/usage/total_tokens").asInt()).isEqualTo(16);
  }

  @Test
  void whatAFunctionTakesAndReturnsIsInputAndOutput() {
    JsonNode tool = OPENAI.stored("workflow").span("get_weather.tool");

    assertThat(tool.path("input"))
        .isEqualTo(json("{'traceloop.entity.input': {'args': ['Paris'], 'kwargs': {}}}"));
    assertThat(tool.path("output"))
        .isEqualTo(json("{'traceloop.entity.output': {'city': 'Paris', 'sky': 'clear'}}"));
    assertThat(tool.at("/metadata/traceloop.entity.name").asString()).isEqualTo("get_weather");
    assertThat(tool.at("/metadata/traceloop.span.kind").asString()).isEqualTo("tool");
    assertThat(OPENAI.stored("workflow").onlyTrace().path("output").toString())
        .contains("The capital of France is Paris.");
  }

  @Test
  void theSessionOfTheAssociationsIsTheThread() {
    JsonNode trace = OPENAI.stored("workflow").onlyTrace();

    assertThat(trace.path("thread_id").asString()).isEqualTo("session-1");
    assertThat(trace.path("metadata").path("traceloop.association.properties.user_id").asString())
        .isEqualTo("user-1");
    assertThat(trace.path("metadata").path("traceloop.association.properties.branch").asString())
        .isEqualTo("north");
  }

  @Test
  void aToolCallIsInTheAnswer() {
    JsonNode first = OPENAI.stored("tool").spans("openai.chat").getFirst();

    assertThat(first.at("/output/gen_ai.output.messages/0/parts/0/name").asString())
        .isEqualTo("get_weather");
    assertThat(first.at("/output/gen_ai.output.messages/0/parts/0/arguments"))
        .isEqualTo(json("{'city': 'Paris'}"));
    assertThat(first.at("/metadata/gen_ai.tool.definitions/0/name").asString())
        .isEqualTo("get_weather");
  }

  @Test
  void aFailureIsTheErrorOfEachSpanThatItPassed() {
    DialectRecording.Stored stored = OPENAI.stored("failing");

    for (String name : new String[] {"broken.tool", "failing.workflow"}) {
      JsonNode error = stored.span(name).path("error_info");
      assertThat(error.path("exception_type").asString()).isEqualTo("ValueError");
      assertThat(error.path("message").asString()).isEqualTo("no such city: Atlantis");
    }
    assertThat(OPENAI.stored("refused").onlySpan().at("/error_info/exception_type").asString())
        .isEqualTo("openai.RateLimitError");
  }

  @Test
  void aPictureIsNotSentByTheSdkForOpenAi() {
    JsonNode call = OPENAI.stored("picture").onlySpan();

    assertThat(call.has("input")).isFalse();
    assertThat(call.path("output").toString()).contains("There is a picture, 1 in all.");
  }

  @Test
  void aCallOfAnthropicHasItsMessagesAndItsPicture() {
    JsonNode call = ANTHROPIC.stored("picture").onlySpan();

    assertThat(call.path("name").asString()).isEqualTo("anthropic.chat");
    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("claude-sonnet-4-5");
    assertThat(call.path("provider").asString()).isEqualTo("anthropic");
    assertThat(call.at("/usage/total_tokens").asInt()).isEqualTo(95);
    JsonNode picture = call.at("/input/gen_ai.input.messages/0/parts/0");
    assertThat(picture.path("mime_type").asString()).isEqualTo("image/png");
    assertThat(picture.path("content").asString()).startsWith("iVBORw0KGgo");
    assertThat(call.path("output").toString()).contains("There is a picture");
  }
}
