package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Logfire: its own spans, and OpenAI's library as it watches it. */
class LogfireDialectTest {
  private static final DialectRecording LOGFIRE = DialectRecording.of("logfire-openai");
  private static final String CALL = "Chat Completion with 'gpt-4o'";

  @Test
  void aCallHasItsModelMessagesUsageAndCost() {
    JsonNode call = LOGFIRE.stored("plain").onlySpan();

    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.at("/input/gen_ai.input.messages/1/parts/0/content").asString())
        .isEqualTo("What is the capital of France?");
    assertThat(call.path("output").propertyNames()).containsExactly("gen_ai.output.messages");
    assertThat(call.at("/output/gen_ai.output.messages/0/parts/0/content").asString())
        .isEqualTo("The capital of France is Paris.");
    assertThat(call.at("/usage/total_tokens").asInt()).isEqualTo(16);
    assertThat(call.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.00008");
    assertThat(call.at("/metadata/gen_ai.usage.raw/prompt_tokens").asInt()).isEqualTo(10);
    assertThat(call.at("/metadata/gen_ai.request.temperature").asDouble()).isEqualTo(0.2);
    assertThat(call.at("/metadata/integration").asString()).isEqualTo("logfire.openai");
  }

  @Test
  void aSpanIsCalledByItsMessageWhereItsNameIsATemplate() {
    assertThat(LOGFIRE.stored("plain").onlySpan().path("name").asString()).isEqualTo(CALL);
    assertThat(LOGFIRE.stored("plain").onlyTrace().path("name").asString()).isEqualTo(CALL);
    assertThat(LOGFIRE.stored("plain").onlySpan().at("/metadata/logfire.msg_template").asString())
        .isEqualTo("Chat Completion with {request_data[model]!r}");
  }

  @Test
  void theAnswerToAStreamedCallComesInASpanOfItsOwn() {
    JsonNode answer =
        LOGFIRE.stored("streamed").spans().stream()
            .filter(span -> span.path("name").asString().startsWith("streaming response from"))
            .findAny()
            .orElseThrow();

    assertThat(answer.path("type").asString()).isEqualTo("llm");
    assertThat(answer.at("/output/gen_ai.output.messages/0/parts/0/content").asString())
        .isEqualTo("The capital of Italy is Rome.");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(16);
    assertThat(answer.at("/metadata/duration").isNumber()).isTrue();
    assertThat(LOGFIRE.stored("streamed").span(CALL).hasNonNull("usage")).isFalse();
  }

  @Test
  void aCallThatAsksForAToolSaysWhichAndTheNextOneItsResult() {
    JsonNode asked = LOGFIRE.stored("tool").spans(CALL).getFirst();
    JsonNode told = LOGFIRE.stored("tool").spans(CALL).getLast();

    assertThat(asked.at("/output/gen_ai.output.messages/0/parts/0"))
        .isEqualTo(
            json(
                "{'type':'tool_call','id':'call_1','name':'get_weather',"
                    + "'arguments':{'city':'Paris'}}"));
    assertThat(asked.at("/metadata/gen_ai.tool.definitions/0/function/name").asString())
        .isEqualTo("get_weather");
    assertThat(told.at("/input/gen_ai.input.messages/3/parts/0/type").asString())
        .isEqualTo("tool_call_response");
    assertThat(LOGFIRE.stored("tool").onlyTrace().path("name").asString()).isEqualTo("forecast");
  }

  @Test
  void aRefusedCallHasItsError() {
    JsonNode call = LOGFIRE.stored("refused").onlySpan();

    assertThat(call.at("/error_info/exception_type").asString()).isEqualTo("openai.RateLimitError");
    assertThat(call.at("/error_info/message").asString()).contains("status 429");
    assertThat(call.path("type").asString()).isEqualTo("llm");
  }

  @Test
  void aPictureIsInTheInput() {
    assertThat(
            LOGFIRE
                .stored("picture")
                .onlySpan()
                .at("/input/gen_ai.input.messages/0/parts/1/uri")
                .asString())
        .startsWith("data:image/png;base64,iVBOR");
  }

  @Test
  void theResponsesApiAndEmbeddingsAreCallsToo() {
    JsonNode response = LOGFIRE.stored("responses").onlySpan();
    JsonNode embedding = LOGFIRE.stored("embedding").onlySpan();

    assertThat(response.path("name").asString()).isEqualTo("Responses API with 'gpt-4o'");
    assertThat(response.at("/input/gen_ai.system_instructions/0/content").asString())
        .isEqualTo("Answer in one sentence.");
    assertThat(response.at("/output/gen_ai.output.messages/0/parts/0/content").asString())
        .isEqualTo("The capital of France is Paris.");
    assertThat(embedding.path("type").asString()).isEqualTo("llm");
    assertThat(embedding.path("model").asString()).isEqualTo("text-embedding-3-small");
  }

  @Test
  void aSpanOfTheProgramHasItsArgumentsAndItsTags() {
    JsonNode trace = LOGFIRE.stored("own").onlyTrace();
    JsonNode log = LOGFIRE.stored("own").span("found 2 rows");

    assertThat(trace.path("name").asString()).isEqualTo("answer How long?");
    assertThat(trace.path("input"))
        .isEqualTo(json("{'question':'How long?','answer':'Two rows.'}"));
    assertThat(trace.path("tags")).containsExactlyInAnyOrder(json("'shop'"), json("'test'"));
    assertThat(log.path("tags")).containsExactly(json("'rows'"));
    assertThat(log.path("type").asString()).isEqualTo("general");
    assertThat(log.path("input")).isEqualTo(json("{'count':2}"));
  }

  @Test
  void anExceptionOfTheProgramIsTheErrorOfItsSpanAndTrace() {
    JsonNode trace = LOGFIRE.stored("failing").onlyTrace();

    assertThat(trace.at("/error_info/exception_type").asString()).endsWith("TooLong");
    assertThat(trace.at("/error_info/message").asString()).isEqualTo("no end in sight");
    assertThat(trace.at("/error_info/traceback").asString()).contains("Traceback");
  }
}
