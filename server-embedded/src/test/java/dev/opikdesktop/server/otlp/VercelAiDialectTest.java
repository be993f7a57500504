package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Vercel's AI SDK, of version 6 (scenarios without a prefix) and 7, with the attributes of version
 * 6 (v7_legacy_) or those of the GenAI conventions (v7_).
 */
class VercelAiDialectTest {
  private static final DialectRecording SDK = DialectRecording.of("vercel-ai");

  @ParameterizedTest
  @CsvSource({
    "plain, ai.generateText.doGenerate, Paris",
    "streamed, ai.streamText.doStream, Rome",
    "v7_legacy_plain, ai.generateText.doGenerate, Paris",
    "v7_legacy_streamed, ai.streamText.doStream, Rome",
    "v7_plain, chat gpt-4o, Paris",
    "v7_streamed, chat gpt-4o, Rome",
  })
  void aCallHasItsModelProviderUsageAndCost(String scenario, String name, String said) {
    JsonNode call = SDK.stored(scenario).span(name);

    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.at("/usage/prompt_tokens").asInt()).isEqualTo(10);
    assertThat(call.at("/usage/completion_tokens").asInt()).isEqualTo(6);
    assertThat(call.at("/usage/total_tokens").asInt()).isEqualTo(16);
    assertThat(call.path("usage").path("cache_read.input_tokens").asInt()).isEqualTo(4);
    assertThat(call.path("total_estimated_cost").isNumber()).isTrue();
    assertThat(call.path("input").toString()).contains("What is the capital of");
    assertThat(call.path("output").toString()).contains(said);
  }

  @Test
  void theInputIsWhatWasAskedAndTheOutputWhatWasAnswered() {
    JsonNode call = SDK.stored("plain").span("ai.generateText.doGenerate");

    assertThat(call.path("input").propertyNames()).containsExactly("ai.prompt.messages");
    assertThat(call.at("/input/ai.prompt.messages/1/content/0/text").asString())
        .isEqualTo("What is the capital of France?");
    assertThat(call.path("output"))
        .isEqualTo(json("{'ai.response.text':'The capital of France is Paris.'}"));
    assertThat(call.at("/metadata/ai.model.provider").asString()).isEqualTo("openai.responses");
    assertThat(
            SDK.stored("tool")
                .span("ai.generateText.doGenerate")
                .at("/input/ai.prompt.tools/0/name")
                .asString())
        .isEqualTo("get_weather");
    assertThat(call.at("/metadata/ai.telemetry.functionId").asString()).isEqualTo("concierge");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "tool", "v7_legacy_tool", "v7_tool"})
  void whatTheSpansAroundTheCallsRepeatIsNotCountedTwice(String scenario) {
    DialectRecording.Stored stored = SDK.stored(scenario);

    int calls =
        stored.spans().stream()
            .filter(span -> span.path("type").asString().equals("llm"))
            .mapToInt(span -> span.at("/usage/total_tokens").asInt())
            .sum();
    assertThat(stored.onlyTrace().at("/usage/total_tokens").asInt())
        .isEqualTo(calls)
        .isEqualTo(scenario.equals("plain") ? 16 : 31);
  }

  @Test
  void whatAnAgentUsedIsNotUsageWhenItsCallsCameInAnEarlierExport() {
    AttributeReader agent =
        AttributeReader.read(
            "gen_ai",
            Exports.span("invoke_agent gpt-4o", "00000000000000a1", "", 0)
                .addAttributes(Exports.text("gen_ai.operation.name", "invoke_agent"))
                .addAttributes(Exports.number("gen_ai.usage.input_tokens", 17))
                .build());

    assertThat(agent.usage.counts()).isEmpty();
    assertThat(agent.metadata).containsKey("gen_ai.usage.input_tokens");
  }

  @ParameterizedTest
  @CsvSource({
    "tool, ai.toolCall, ai.toolCall.args, ai.toolCall.result",
    "v7_legacy_tool, ai.toolCall, ai.toolCall.args, ai.toolCall.result",
    "v7_tool, execute_tool get_weather, gen_ai.tool.call.arguments, gen_ai.tool.call.result",
  })
  void aCallOfAToolHasItsArgumentsAndResult(
      String scenario, String name, String arguments, String result) {
    DialectRecording.Stored stored = SDK.stored(scenario);
    JsonNode tool = stored.span(name);

    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.path("input").path(arguments)).isEqualTo(json("{'city':'Paris'}"));
    assertThat(tool.path("output").path(result)).isEqualTo(json("{'city':'Paris','sky':'clear'}"));
    assertThat(tool.path("metadata").toString()).contains("get_weather").contains("call_1");
    assertThat(stored.onlyTrace().path("name").asString()).isEqualTo("forecast");
    assertThat(stored.onlyTrace().path("llm_span_count").asInt()).isEqualTo(2);
    assertThat(stored.onlyTrace().path("has_tool_spans").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "broken_tool, ai.toolCall",
    "v7_broken_tool, execute_tool get_weather",
  })
  void aToolThatBreaksIsAnError(String scenario, String name) {
    JsonNode error = SDK.stored(scenario).span(name).path("error_info");

    assertThat(error.path("exception_type").asString()).isEqualTo("Error");
    assertThat(error.path("message").asString()).isEqualTo("The station is closed.");
  }

  @ParameterizedTest
  @CsvSource({
    "refused, ai.generateText.doGenerate, 429",
    "refused_stream, ai.streamText.doStream, 500",
    "v7_refused, chat gpt-4o, 429",
    "v7_refused_stream, chat gpt-4o, 500",
  })
  void aCallThatIsRefusedIsAnErrorOfTheCallAndTheTrace(String scenario, String name, int status) {
    DialectRecording.Stored stored = SDK.stored(scenario);

    for (JsonNode place : new JsonNode[] {stored.span(name), stored.onlyTrace()}) {
      assertThat(place.at("/error_info/exception_type").asString()).isEqualTo("AI_APICallError");
      assertThat(place.at("/error_info/message").asString())
          .isEqualTo("The provider answers with status " + status + ".");
    }
  }

  @Test
  void anObjectHasItsSchemaAndValue() {
    JsonNode outer = SDK.stored("object").span("ai.generateObject");

    assertThat(outer.at("/input/ai.schema/required")).isEqualTo(json("['city','people']"));
    assertThat(outer.at("/output/ai.response.object"))
        .isEqualTo(json("{'city':'Paris','people':2.5}"));
    assertThat(outer.path("type").asString()).isEqualTo("general");
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedding", "v7_legacy_embedding"})
  void anEmbeddingIsACallWithUsageAndCost(String scenario) {
    JsonNode call = SDK.stored(scenario).span("ai.embed.doEmbed");

    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("text-embedding-3-small");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
    assertThat(call.path("total_estimated_cost").isNumber()).isTrue();
    assertThat(call.at("/input/ai.values/0").asString()).isEqualTo("\"A short text\"");
    assertThat(call.path("output").has("ai.embeddings")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"picture", "v7_picture", "v7_legacy_picture"})
  void aPictureIsInTheInput(String scenario) {
    DialectRecording.Stored stored = SDK.stored(scenario);
    JsonNode call =
        stored.spans().stream()
            .filter(span -> span.path("type").asString().equals("llm"))
            .findFirst()
            .orElseThrow();

    assertThat(call.path("input").toString()).contains("image/png");
    assertThat(call.path("output").toString()).contains("There is a picture, 1 in all.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "tool", "v7_plain", "v7_tool", "v7_legacy_plain"})
  void theSessionOfTheMetadataIsTheThreadAndItsTagsAreTags(String scenario) {
    DialectRecording.Stored stored = SDK.stored(scenario);
    JsonNode outer =
        stored.spans().stream()
            .filter(
                span ->
                    span.path("name").asString().matches("ai\\.generateText|invoke_agent gpt-4o"))
            .findFirst()
            .orElseThrow();

    assertThat(stored.onlyTrace().path("thread_id").asString()).isEqualTo("session-7");
    if (!scenario.endsWith("tool")) {
      assertThat(stored.onlyTrace().path("tags")).isEqualTo(json("['travel','beta']"));
    }
    assertThat(outer.path("tags")).isEqualTo(json("['travel','beta']"));
    assertThat(outer.path("metadata").toString()).contains("user-1").contains("free");
  }
}
