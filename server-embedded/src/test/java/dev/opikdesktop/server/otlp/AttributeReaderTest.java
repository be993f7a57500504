package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.Exports.number;
import static dev.opikdesktop.server.otlp.Exports.span;
import static dev.opikdesktop.server.otlp.Exports.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.spans.SpanType;
import dev.opikdesktop.server.spans.SpanWrite;
import dev.opikdesktop.storage.coordination.LocalCoordination;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeReaderTest {
  @ParameterizedTest
  @CsvSource({
    "google, us-central1-aiplatform.googleapis.com, google_vertexai",
    "google, generativelanguage.googleapis.com, google_ai",
    "google, example.com, google",
    "gcp.gemini, generativelanguage.googleapis.com, gcp.gemini"
  })
  void onlyGoogleFollowsTheAddressOfItsServer(String system, String address, String provider) {
    SpanWrite span = mapped(text("gen_ai.system", system), text("server.address", address));

    assertThat(span.provider()).isEqualTo(provider);
  }

  @ParameterizedTest
  @CsvSource({"LLM, LLM", "TOOL, TOOL", "GUARDRAIL, GUARDRAIL", "CHAIN, GENERAL", "'', GENERAL"})
  void openInferencesKindDecidesTheType(String kind, SpanType type) {
    assertThat(mapped(text("openinference.span.kind", kind)).type()).isEqualTo(type);
  }

  @Test
  void openInferencesCountsAreThoseThatOpikSums() {
    SpanWrite span =
        mapped(
            number("llm.token_count.prompt", 10),
            number("llm.token_count.completion", 5),
            number("llm.token_count.total", 15),
            number("llm.token_count.prompt_details.cache_read", 4));

    assertThat(span.usage())
        .containsOnly(
            Map.entry("prompt_tokens", 10),
            Map.entry("completion_tokens", 5),
            Map.entry("total_tokens", 15),
            Map.entry("prompt_details.cache_read", 4));
  }

  @ParameterizedTest
  @CsvSource({
    "llm.system, openai, llm.provider, azure, azure",
    "llm.provider, azure, llm.system, openai, azure",
    "llm.system, anthropic, other, x, anthropic",
    "gen_ai.system, groq, llm.provider, openai, groq"
  })
  void openInferencesProviderCountsWhereNoOtherIsNamed(
      String name, String value, String another, String its, String provider) {
    SpanWrite span = mapped(text(name, value), text(another, its));

    assertThat(span.provider()).isEqualTo(provider);
  }

  @Test
  void theModelThatAnsweredCountsMoreThanTheOneAskedForWhicheverComesFirst() {
    SpanWrite span =
        mapped(text("gen_ai.response.model", "answered"), text("gen_ai.request.model", "asked"));

    assertThat(span.model()).isEqualTo("answered");
  }

  @ParameterizedTest
  @CsvSource({
    "thread_id, gen_ai.conversation.id",
    "gen_ai.system, gen_ai.provider.name",
    "gen_ai.request.model, llm.model_name",
    "opik.trace_id, opik.span_id"
  })
  void aValueThatDoesNotCountIsARemark(String key, String other) {
    SpanWrite span = mapped(text(key, "first"), text(other, "second"));

    assertThat(span.metadata().toString()).contains(key).contains("\"first\"");
  }

  @Test
  void aCountThatIsNoNumberIsKeptInTheMetadata() {
    SpanWrite span =
        mapped(
            text("gen_ai.usage.input_tokens", "many"),
            text("gen_ai.usage.output_tokens", "7"),
            number("gen_ai.usage.reasoning_tokens", Long.MAX_VALUE));

    assertThat(span.usage())
        .containsEntry("completion_tokens", 7)
        .containsEntry("reasoning_tokens", Integer.MAX_VALUE)
        .containsEntry("total_tokens", 7)
        .doesNotContainKey("prompt_tokens");
    assertThat(span.metadata().toString()).contains("\"gen_ai.usage.input_tokens\":\"many\"");
  }

  @Test
  void linksAreInTheMetadata() {
    SpanWrite span =
        mapped(
            span("one", "00000000000000a1", "", 0)
                .addLinks(
                    Span.Link.newBuilder()
                        .setTraceId(Exports.bytes(Exports.TRACE))
                        .setSpanId(Exports.bytes("00000000000000b1"))
                        .addAttributes(text("why", "same batch"))));

    assertThat(span.metadata().toString())
        .contains(
            "\"opentelemetry.links\":[{\"trace_id\":\""
                + Exports.TRACE
                + "\",\"span_id\":\"00000000000000b1\",\"attributes\":{\"why\":\"same batch\"}}]");
  }

  @Test
  void ofAKeyThatIsSentTwiceBothValuesAreKept() {
    SpanWrite span = mapped(text("code.line", "7"), text("code.line", "9"), text("a", "1"));

    assertThat(span.metadata().toString()).contains("\"code.line\":[\"7\",\"9\"]");
    assertThat(mapped(text("a", "1"), text("a", "1")).input().toString())
        .isEqualTo("{\"a\":\"1\"}");
  }

  @ParameterizedTest
  @CsvSource({"ai, openai", "ai.custom, openai", "aiohttp, openai.chat", "'', openai.chat"})
  void theRulesOfAScopeAreForItsWholeWords(String scope, String provider) {
    AttributeReader read =
        AttributeReader.read(
            scope,
            span("one", "00000000000000a1", "", 0)
                .addAttributes(text("gen_ai.system", "openai.chat"))
                .build());

    assertThat(read.provider()).isEqualTo(provider);
  }

  @ParameterizedTest
  @CsvSource({
    "openai.responses, openai",
    "anthropic.messages, anthropic",
    "google.generative-ai, google_ai",
    "google.vertex.chat, google_vertexai",
    "vertex.anthropic.messages, anthropic_vertexai",
    "amazon-bedrock, bedrock",
    "azure-openai.chat, azure",
    "mistral.chat, mistral",
    "mine, mine"
  })
  void providersOfTheAiSdkHaveOpiksNames(String said, String provider) {
    assertThat(mapped(text("ai.model.provider", said)).provider()).isEqualTo(provider);
  }

  @Test
  void textThatOnlyLooksLikeJsonStaysText() {
    SpanWrite span = mapped(text("a", "{not json}"), text("b", "[1] [2]"), text("c", " [1, 2] "));

    assertThat(span.input().toString())
        .isEqualTo("{\"a\":\"{not json}\",\"b\":\"[1] [2]\",\"c\":[1,2]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a, b ,,a|a b", "[\"x\", 1]|x 1", "alone|alone"})
  void tagsComeAsWordsOrAsAJsonArray(String sent, String tags) {
    assertThat(mapped(text("opik.tags", sent)).tags()).containsExactly(tags.split(" "));
  }

  @Test
  void anExceptionEventIsTheErrorAndStaysAmongTheEvents() {
    SpanWrite span =
        mapped(
            span("failed", "00000000000000a1", "", 0)
                .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
                .addEvents(
                    Span.Event.newBuilder()
                        .setName("exception")
                        .setTimeUnixNano(Exports.nanos(Exports.START))
                        .addAttributes(text("exception.type", "ValueError"))
                        .addAttributes(text("exception.message", "no"))
                        .addAttributes(text("exception.stacktrace", "line 1"))));

    assertThat(span.errorInfo().exceptionType()).isEqualTo("ValueError");
    assertThat(span.errorInfo().message()).isEqualTo("no");
    assertThat(span.errorInfo().traceback()).isEqualTo("line 1");
    assertThat(span.metadata().toString())
        .contains(
            "\"opentelemetry.events\":[{\"name\":\"exception\","
                + "\"timestamp\":\"2026-11-23T11:00:00.123456789Z\","
                + "\"attributes\":{\"exception.type\":\"ValueError\"");
  }

  @Test
  void messagesThatComeAsEventsAreInputAndOutput() {
    SpanWrite span =
        mapped(
            span("chat", "00000000000000a1", "", 0)
                .addEvents(event("gen_ai.system.message", text("content", "be kind")))
                .addEvents(event("gen_ai.user.message", text("content", "hi")))
                .addEvents(event("gen_ai.user.message", text("content", "there")))
                .addEvents(event("gen_ai.choice", text("message", "hello"))));

    assertThat(span.input().toString())
        .isEqualTo(
            "{\"gen_ai.system.message\":{\"content\":\"be kind\"},"
                + "\"gen_ai.user.message\":[{\"content\":\"hi\"},{\"content\":\"there\"}]}");
    assertThat(span.output().toString()).isEqualTo("{\"gen_ai.choice\":{\"message\":\"hello\"}}");
  }

  @Test
  void whatTheSpanSaysItselfCountsMoreThanItsEvents() {
    SpanWrite span =
        mapped(
            span("chat", "00000000000000a1", "", 0)
                .addAttributes(text("gen_ai.input.messages", "[1]"))
                .addEvents(
                    event(
                        "gen_ai.client.inference.operation.details",
                        text("gen_ai.input.messages", "[2]"),
                        text("gen_ai.output.messages", "[3]"))));

    assertThat(span.input().toString()).isEqualTo("{\"gen_ai.input.messages\":[1]}");
    assertThat(span.output().toString()).isEqualTo("{\"gen_ai.output.messages\":[3]}");
  }

  @ParameterizedTest
  @CsvSource({
    "ValueError: no such tool, no such tool, false",
    "no such tool, no such tool, false",
    "gave up after three tries, no such tool, true"
  })
  void aStatusThatSaysMoreThanTheExceptionIsInTheMetadata(
      String status, String exception, boolean kept) {
    SpanWrite span =
        mapped(
            span("failed", "00000000000000a1", "", 0)
                .setStatus(
                    Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage(status))
                .addEvents(event("exception", text("exception.message", exception))));

    assertThat(span.errorInfo().message()).isEqualTo(exception);
    assertThat(span.metadata().toString().contains("\"opentelemetry.status\":\"" + status + "\""))
        .isEqualTo(kept);
  }

  @Test
  void aStatusOfErrorWithoutAnEventIsAnErrorToo() {
    SpanWrite span =
        mapped(
            span("failed", "00000000000000a1", "", 0)
                .setStatus(
                    Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("timed out"))
                .addAttributes(text("error.type", "timeout")));

    assertThat(span.errorInfo().exceptionType()).isEqualTo("timeout");
    assertThat(span.errorInfo().message()).isEqualTo("timed out");
  }

  @Test
  void aSpanWithoutAStartBeginsWhereItEnds() {
    SpanWrite span = mapped(span("no start", "00000000000000a1", "", 0).setStartTimeUnixNano(0));

    assertThat(span.startTime()).isEqualTo(Exports.START.plusSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "opik.project, mine, mine",
    "openinference.project.name, theirs, theirs",
    "service.name, shop, shop",
    "service.name, unknown_service:java, Default Project",
    "service.name, ' ', Default Project",
    "host.name, box, Default Project"
  })
  void theResourceNamesTheProject(String key, String value, String project) {
    assertThat(
            ProjectNames.of(
                Exports.of(List.of(text(key, value))).getResourceSpans(0).getResource()))
        .isEqualTo(project);
  }

  @Test
  void opiksOwnNameOfTheProjectCountsBeforeTheServices() {
    List<KeyValue> resource = List.of(text("service.name", "shop"), text("opik.project", "mine"));

    assertThat(ProjectNames.of(Exports.of(resource).getResourceSpans(0).getResource()))
        .isEqualTo("mine");
  }

  private static Span.Event event(String name, KeyValue... attributes) {
    return Span.Event.newBuilder()
        .setName(name)
        .setTimeUnixNano(Exports.nanos(Exports.START))
        .addAllAttributes(List.of(attributes))
        .build();
  }

  private static SpanWrite mapped(KeyValue... attributes) {
    return mapped(span("one", "00000000000000a1", "", 0).addAllAttributes(List.of(attributes)));
  }

  private static SpanWrite mapped(Span.Builder span) {
    StoredRows rows = new StoredRows();
    try (LocalCoordination coordination = new LocalCoordination()) {
      new OtlpIntake(new RememberedTraceIds(coordination, rows), rows, InstantSource.system())
          .accept(Caller.LOCAL, "p", Exports.of(span));
    }
    return rows.spans.values().iterator().next();
  }
}
