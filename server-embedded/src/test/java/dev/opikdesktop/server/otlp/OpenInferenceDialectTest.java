package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.DialectRecording.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** OpenInference, by its instrumentations of OpenAI's and Anthropic's libraries and LangChain. */
class OpenInferenceDialectTest {
  private static final DialectRecording OPENAI = DialectRecording.of("openinference-openai");
  private static final DialectRecording ANTHROPIC = DialectRecording.of("openinference-anthropic");
  private static final DialectRecording LANGCHAIN = DialectRecording.of("openinference-langchain");

  @ParameterizedTest
  @CsvSource({
    "openinference-openai, plain, ChatCompletion, The capital of France is Paris.",
    "openinference-openai, streamed, ChatCompletion, The capital of Italy is Rome.",
    "openinference-langchain, plain, ChatOpenAI, The capital of France is Paris.",
    "openinference-langchain, streamed, ChatOpenAI, The capital of Italy is Rome."
  })
  void aCallHasItsModelAndItsAnswer(String recording, String scenario, String name, String text) {
    JsonNode call = DialectRecording.of(recording).stored(scenario).onlySpan();

    assertThat(call.path("name").asString()).isEqualTo(name);
    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).startsWith("gpt-4o");
    assertThat(call.path("provider").asString()).isEqualTo("openai");
    assertThat(call.at("/output/llm.output_messages.0.message.content").asString()).isEqualTo(text);
    assertThat(call.at("/output/output.value").toString()).contains(text);
    assertThat(call.at("/metadata/llm.finish_reason").asString()).isEqualTo("stop");
  }

  @Test
  void messagesStandOneByOneInTheInput() {
    JsonNode input = OPENAI.stored("plain").onlySpan().path("input");

    assertThat(input.path("llm.input_messages.0.message.role").asString()).isEqualTo("system");
    assertThat(input.path("llm.input_messages.1.message.content").asString())
        .isEqualTo("What is the capital of France?");
    assertThat(input.path("input.value").path("model").asString()).isEqualTo("gpt-4o");
  }

  @Test
  void aCallOfTheResponsesApiHasItsAnswer() {
    JsonNode call = OPENAI.stored("responses_streamed").onlySpan();

    assertThat(call.path("type").asString()).isEqualTo("llm");
    String text = "llm.output_messages.0.message.contents.0.message_content.text";
    assertThat(call.path("output").path(text).asString())
        .isEqualTo("The capital of Italy is Rome.");
    assertThat(call.at("/usage/total_tokens").asInt()).isEqualTo(12);
  }

  @Test
  void tokensAreUsageAndHaveACost() {
    JsonNode call = OPENAI.stored("plain").onlySpan();

    assertThat(call.path("usage"))
        .isEqualTo(
            json(
                "{'prompt_tokens': 10, 'completion_tokens': 6, 'total_tokens': 16,"
                    + "'prompt_details.cache_read': 4, 'prompt_details.audio': 0,"
                    + "'completion_details.reasoning': 0, 'completion_details.audio': 0}"));
    // gpt-4o: 6 at 2.50, 4 at 1.25 and 6 at 10 dollars a million.
    assertThat(call.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.00008");
  }

  @Test
  void aStreamHasItsTimeToTheFirstToken() {
    assertThat(OPENAI.stored("streamed").onlySpan().path("ttft").asDouble()).isPositive();
  }

  @Test
  void sessionUserTagsAndMetadataAreInTheInput() {
    JsonNode input = OPENAI.stored("plain").onlySpan().path("input");

    assertThat(input.path("session.id").asString()).isEqualTo("session-1");
    assertThat(input.path("user.id").asString()).isEqualTo("user-1");
    assertThat(input.path("tag.tags")).isEqualTo(json("['shop', 'test']"));
    assertThat(input.path("metadata")).isEqualTo(json("{'branch': 'north'}"));
  }

  @Test
  void aToolCallIsInTheAnswerAndItsResultInTheNextQuestion() {
    DialectRecording.Stored stored = OPENAI.stored("tool");
    JsonNode first = stored.spans("ChatCompletion").getFirst();
    JsonNode second = stored.spans("ChatCompletion").getLast();
    String call = "llm.output_messages.0.message.tool_calls.0.tool_call.function.";

    assertThat(first.path("parent_span_id")).isEqualTo(stored.span("forecast").path("id"));
    assertThat(first.path("output").path(call + "name").asString()).isEqualTo("get_weather");
    assertThat(first.path("output").path(call + "arguments")).isEqualTo(json("{'city': 'Paris'}"));
    assertThat(first.path("input").path("llm.tools.0.tool.json_schema").toString())
        .contains("The weather of a city");
    assertThat(second.path("input").path("llm.input_messages.3.message.content"))
        .isEqualTo(json("{'sky': 'clear'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "openinference-openai, refused, openai.RateLimitError",
    "openinference-langchain, refused, langchain_openai.chat_models.base.OpenAIRateLimitError"
  })
  void aRefusedCallHasItsException(String recording, String scenario, String type) {
    JsonNode error = DialectRecording.of(recording).stored(scenario).onlySpan().path("error_info");

    assertThat(error.path("exception_type").asString()).isEqualTo(type);
    assertThat(error.path("message").asString()).contains("answers with status 429");
    assertThat(error.path("traceback").asString()).startsWith("Traceback");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openinference-openai", "openinference-langchain"})
  void aPictureIsInTheInput(String recording) {
    JsonNode input = DialectRecording.of(recording).stored("picture").onlySpan().path("input");
    String picture = "llm.input_messages.0.message.contents.1.message_content.image.image.url";

    assertThat(input.path(picture).asString()).startsWith("data:image/png;base64,iVBORw0KGgo");
  }

  @Test
  void aChainHasItsStepsBelowIt() {
    DialectRecording.Stored stored = LANGCHAIN.stored("chain");
    JsonNode chain = stored.span("RunnableSequence");
    JsonNode shelf = stored.span("Shelf");

    assertThat(stored.onlyTrace().path("name").asString()).isEqualTo("RunnableSequence");
    assertThat(chain.path("type").asString()).isEqualTo("general");
    assertThat(chain.at("/output/output.value").asString())
        .isEqualTo("The capital of France is Paris.");
    assertThat(stored.span("ChatOpenAI").path("parent_span_id")).isEqualTo(chain.path("id"));
    assertThat(shelf.path("output").path("retrieval.documents.0.document.content").asString())
        .isEqualTo("Paris is the capital of France.");
    assertThat(shelf.path("output").path("retrieval.documents.0.document.metadata"))
        .isEqualTo(json("{'page': 7}"));
  }

  @Test
  void anAgentCallsTheModelAToolAndTheModelAgain() {
    DialectRecording.Stored stored = LANGCHAIN.stored("agent");
    JsonNode tool = stored.span("get_weather");

    assertThat(stored.onlyTrace().path("name").asString()).isEqualTo("LangGraph");
    assertThat(stored.spans("ChatOpenAI")).hasSize(2);
    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.path("parent_span_id")).isEqualTo(stored.span("tools").path("id"));
    assertThat(tool.at("/input/input.value").asString()).isEqualTo("Paris");
    assertThat(tool.at("/output/output.value").toString()).contains("clear in Paris");
    assertThat(tool.at("/metadata/tool.description").asString())
        .isEqualTo("The weather of a city.");
    assertThat(stored.onlyTrace().at("/usage/total_tokens").asInt()).isEqualTo(27);
  }

  @Test
  void aToolThatFailsHasItsException() {
    JsonNode tool = LANGCHAIN.stored("failing").onlySpan();

    assertThat(tool.path("type").asString()).isEqualTo("tool");
    assertThat(tool.at("/error_info/exception_type").asString()).isEqualTo("ValueError");
    assertThat(tool.at("/error_info/message").asString()).isEqualTo("no such city: Atlantis");
  }

  @Test
  void anEmbeddingHasItsModelAndItsUsage() {
    JsonNode call = OPENAI.stored("embedding").onlySpan();

    assertThat(call.path("model").asString()).isEqualTo("text-embedding-3-small");
    assertThat(call.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
    assertThat(call.path("input").path("embedding.embeddings.0.embedding.text").asString())
        .isEqualTo("A short text");
  }

  @Test
  void aCallThatTheLibraryReportsTooIsCountedOnce() {
    DialectRecording.Stored stored = ANTHROPIC.stored("plain");
    JsonNode call = stored.span("messages.create");

    assertThat(call.path("type").asString()).isEqualTo("llm");
    assertThat(call.path("model").asString()).isEqualTo("claude-sonnet-4-5");
    assertThat(call.path("provider").asString()).isEqualTo("anthropic");
    assertThat(stored.span("anthropic.messages.create").path("parent_span_id"))
        .isEqualTo(call.path("id"));
    assertThat(stored.onlyTrace().at("/usage/total_tokens").asInt()).isEqualTo(16);
  }
}
