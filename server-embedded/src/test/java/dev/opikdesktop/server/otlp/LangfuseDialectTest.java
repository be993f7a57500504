package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Langfuse's SDK, of version 3 and the newest, and its drop-in for OpenAI's library. */
class LangfuseDialectTest {
  private static final String NEWEST = "langfuse-sdk";
  private static final String THIRD = "langfuse-3";

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, THIRD})
  void aGenerationHasItsModelUsageAndCosts(String recording) {
    JsonNode call = DialectRecording.of(recording).stored("generation").onlySpan();

    assertThat(call.path("name").asString()).isEqualTo("ask");
    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("gpt-4o");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.path("input"))
        .isEqualTo(
            json(
                "{'langfuse.observation.input':"
                    + "[{'role':'user','content':'What is the capital of France?'}]}"));
    assertThat(call.path("output"))
        .isEqualTo(json("{'langfuse.observation.output':{'role':'assistant','content':'Paris.'}}"));
    assertThat(call.path("usage"))
        .isEqualTo(
            json(
                "{'prompt_tokens':12,'completion_tokens':3,'cache_read_input_tokens':4,"
                    + "'total_tokens':15}"));
    assertThat(call.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.003");
    assertThat(call.path("environment").asString()).isEqualTo("staging");
    assertThat(call.at("/metadata/langfuse.observation.model.parameters/temperature").asDouble())
        .isEqualTo(0.2);
    assertThat(call.at("/metadata/langfuse.observation.metadata.shop").asString())
        .contains("north");
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, THIRD})
  void theDropInTellsTheProvidersOwnCounts(String recording) {
    JsonNode call = DialectRecording.of(recording).stored("plain").onlySpan();

    assertThat(call.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.at("/usage/total_tokens").asInt()).isEqualTo(16);
    assertThat(call.at("/usage/original_usage.prompt_tokens_details.cached_tokens").asInt())
        .isEqualTo(4);
    assertThat(call.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.00008");
    assertThat(call.at("/input/langfuse.observation.input/1/content").asString())
        .isEqualTo("What is the capital of France?");
    assertThat(call.at("/output/langfuse.observation.output/content").asString())
        .isEqualTo("The capital of France is Paris.");
  }

  @ParameterizedTest
  @ValueSource(strings = {NEWEST, THIRD})
  void aStreamedCallHasTheTimeToItsFirstPiece(String recording) {
    JsonNode call = DialectRecording.of(recording).stored("streamed").onlySpan();

    assertThat(call.path("output"))
        .isEqualTo(json("{'langfuse.observation.output':'The capital of Italy is Rome.'}"));
    assertThat(call.path("ttft").asDouble()).isBetween(0.001, 10_000.0);
    assertThat(call.path("type").asString()).isEqualTo("llm");
  }

  @ParameterizedTest
  @CsvSource({
    "agent, forecaster, general",
    "agent, get_weather, tool",
    "kinds, work, general",
    "kinds, check, guardrail",
    "kinds, find, general",
    "kinds, embed, llm",
    "kinds, judge, general",
    "kinds, noted, general"
  })
  void theTypeOfAnObservationDecidesTheType(String scenario, String name, String type) {
    assertThat(DialectRecording.of(NEWEST).stored(scenario).span(name).path("type").asString())
        .isEqualTo(type);
    assertThat(DialectRecording.of(THIRD).stored(scenario).span(name).path("type").asString())
        .isEqualTo(type);
  }

  @Test
  void aToolHasItsArgumentsAndItsResult() {
    JsonNode tool = DialectRecording.of(NEWEST).stored("agent").span("get_weather");

    assertThat(tool.path("input"))
        .isEqualTo(json("{'langfuse.observation.input':{'args':['Paris'],'kwargs':{}}}"));
    assertThat(tool.path("output"))
        .isEqualTo(json("{'langfuse.observation.output':{'sky':'clear','city':'Paris'}}"));
    JsonNode asked = DialectRecording.of(NEWEST).stored("tool").onlySpan();
    assertThat(
            asked.at("/output/langfuse.observation.output/tool_calls/0/function/name").asString())
        .isEqualTo("get_weather");
  }

  @ParameterizedTest
  @CsvSource({
    "tool_fails, no sea near Paris",
    "marked_as_failed, The provider is asleep.",
    "refused, status 429"
  })
  void aLevelOfErrorIsAnError(String scenario, String message) {
    for (String recording : new String[] {NEWEST, THIRD}) {
      JsonNode span = DialectRecording.of(recording).stored(scenario).onlySpan();

      assertThat(span.at("/error_info/message").asString()).contains(message);
      assertThat(span.at("/metadata/langfuse.observation.level").asString()).isEqualTo("ERROR");
    }
  }

  @Test
  void aWarningIsNone() {
    JsonNode check = DialectRecording.of(NEWEST).stored("kinds").span("check");

    assertThat(check.has("error_info")).isFalse();
    assertThat(check.at("/metadata/langfuse.observation.status_message").asString())
        .isEqualTo("close");
  }

  @Test
  void aPictureIsInTheInput() {
    assertThat(
            DialectRecording.of(NEWEST)
                .stored("picture")
                .onlySpan()
                .at("/input/langfuse.observation.input/0/content/1/image_url/url")
                .asString())
        .startsWith("data:image/png;base64,iVBOR");
  }

  @ParameterizedTest
  @CsvSource({"langfuse-sdk, session", "langfuse-3, session", "langfuse-3, session_below"})
  void theTraceHasItsNameSessionTagsAndEnvironment(String recording, String scenario) {
    JsonNode trace = DialectRecording.of(recording).stored(scenario).onlyTrace();
    JsonNode span = DialectRecording.of(recording).stored(scenario).span("greet");

    assertThat(trace.path("name").asString()).isEqualTo("greeting");
    assertThat(trace.path("thread_id").asString()).isEqualTo("talk-1");
    assertThat(trace.path("tags")).containsExactlyInAnyOrder(json("'shop'"), json("'test'"));
    assertThat(trace.path("environment").asString()).isEqualTo("staging");
    assertThat(span.path("tags")).containsExactlyInAnyOrder(json("'shop'"), json("'test'"));
    assertThat(span.at("/metadata/user.id").asString()).isEqualTo("ada");
    assertThat(span.at("/metadata/langfuse.trace.metadata.tier").asString()).contains("gold");
  }

  @Test
  void inVersionThreeTheTraceHasAnInputAndAnOutputOfItsOwn() {
    JsonNode trace = DialectRecording.of(THIRD).stored("session").onlyTrace();

    assertThat(trace.at("/input/langfuse.trace.input/asked").asString()).isEqualTo("Ada");
    assertThat(trace.at("/output/langfuse.trace.output/said").asString()).isEqualTo("Hello Ada");
  }
}
