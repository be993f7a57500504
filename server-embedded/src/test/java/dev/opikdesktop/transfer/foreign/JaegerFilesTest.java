package dev.opikdesktop.transfer.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Jaeger's page downloads. */
final class JaegerFilesTest {
  @TempDir Path folder;

  @Test
  void servicesAreProjects() throws Exception {
    Read read = Read.of(genuineForm());

    assertThat(read.failure()).isNull();
    assertThat(read.refusals()).isEmpty();
    assertThat(read.projects()).containsExactly("shop", "billing");
    assertThat(read.names())
        .containsExactlyInAnyOrder("agent", "lookup", "chat gpt-4o", "old client");
  }

  @Test
  void idsAndTimesAreThoseOfOpenTelemetry() throws Exception {
    Span chat = span("chat gpt-4o");

    assertThat(hex(chat.getTraceId())).isEqualTo("83a9efd15c1c98a977e0711cc93ee28b");
    assertThat(hex(chat.getSpanId())).isEqualTo("0127af99e3b3e074");
    assertThat(hex(chat.getParentSpanId())).isEqualTo("909541b92cf05311");
    assertThat(chat.getStartTimeUnixNano()).isEqualTo(1772600767133456000L);
    assertThat(chat.getEndTimeUnixNano()).isEqualTo(1772600768633456000L);
  }

  @Test
  void theShortTraceIdOfAnOlderClientHasZerosBeforeIt() throws Exception {
    assertThat(hex(span("old client").getTraceId())).isEqualTo("00000000000000002be38093ead7a083");
  }

  @Test
  void tagsKeepTheirTypes() throws Exception {
    Map<String, AnyValue> attributes = Read.attributes(span("chat gpt-4o"));

    assertThat(attributes.get("gen_ai.usage.input_tokens").getIntValue()).isEqualTo(1000);
    assertThat(attributes.get("gen_ai.request.temperature").getDoubleValue()).isEqualTo(0.2);
    assertThat(attributes.get("streamed").getBoolValue()).isTrue();
    assertThat(attributes.get("raw").getBytesValue().toByteArray()).containsExactly(1, 2, 3);
  }

  @Test
  void whatJaegerHasTagsForAreFieldsAgain() throws Exception {
    Span agent = span("agent");

    assertThat(agent.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
    assertThat(Read.attributes(agent)).containsOnlyKeys("customer", "attempt");
    assertThat(Read.of(genuineForm()).scopes().getFirst().getScope().getVersion()).isEqualTo("1.0");
  }

  @Test
  void anErrorHasItsWordsAndItsException() throws Exception {
    Span lookup = span("lookup");

    assertThat(lookup.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(lookup.getStatus().getMessage()).isEqualTo("no such tool");
    assertThat(lookup.getEvents(0).getName()).isEqualTo("exception");
    assertThat(lookup.getEvents(0).getAttributes(0).getValue().getStringValue())
        .isEqualTo("ValueError");
    assertThat(span("old client").getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
  }

  @Test
  void aSpanThatFollowsAnotherIsBelowIt() throws Exception {
    assertThat(hex(span("lookup").getParentSpanId())).isEqualTo("909541b92cf05311");
  }

  @Test
  void aSpanWithoutAnIdIsRefusedByItself() throws Exception {
    Read read = Read.of(changed("\"spanID\": \"e227af99e3b3e075\"", "\"spanID\": \"none\""));

    assertThat(read.names()).hasSize(3);
    assertThat(read.refusals())
        .containsExactly("jaeger.json, line 49: spanID must be 16 hex digits");
  }

  @Test
  void aFileThatIsCutShortGivesTheTracesBefore() throws Exception {
    String whole = Files.readString(genuineForm());
    Path cut =
        Files.writeString(
            folder.resolve("jaeger.json"), whole.substring(0, whole.indexOf("\"old client\"")));

    Read read = Read.of(cut);

    assertThat(read.names()).hasSize(3);
    assertThat(read.failure()).startsWith("jaeger.json, line ").endsWith("it was cut short");
  }

  @Test
  void processesMayStandBeforeTheSpans() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("sorted.json"),
            """
            {"data":[{"processes":{"p1":{"serviceName":"a","tags":[]}},"spans":[{"traceID":"1",
            "spanID":"2","operationName":"x","processID":"p1","startTime":1,"duration":1}]}]}
            """);

    assertThat(Read.of(file).projects()).containsExactly("a");
  }

  private Path changed(String from, String to) throws Exception {
    return Files.writeString(
        folder.resolve("jaeger.json"), Files.readString(genuineForm()).replace(from, to));
  }

  private static Span span(String name) throws Exception {
    return Read.of(genuineForm()).spans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Path genuineForm() throws Exception {
    return Path.of(JaegerFilesTest.class.getResource("/foreign/jaeger.json").toURI());
  }

  private static String hex(com.google.protobuf.ByteString bytes) throws IOException {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
