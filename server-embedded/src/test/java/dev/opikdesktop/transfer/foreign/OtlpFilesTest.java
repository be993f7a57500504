package dev.opikdesktop.transfer.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.transfer.records.ImportSource;
import dev.opikdesktop.transfer.records.ImportSource.Entries;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.records.TransferRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of OTLP's JSON. */
final class OtlpFilesTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";

  @TempDir Path folder;

  @Test
  void whatOpenTelemetrysOwnExporterWroteIsReadWithItsIds() throws Exception {
    Path genuine = Path.of(getClass().getResource("/foreign/agent.jsonl").toURI());

    Read read = Read.of(genuine);

    assertThat(read.failure()).isNull();
    assertThat(read.projects()).containsExactly("travel agent");
    assertThat(read.names()).containsExactly("chat gpt-4o", "lookup", "agent");
    for (Span span : read.spans()) {
      assertThat(Files.readString(genuine))
          .contains(HexFormat.of().formatHex(span.getTraceId().toByteArray()))
          .contains(HexFormat.of().formatHex(span.getSpanId().toByteArray()));
    }
    assertThat(read.scopes()).allMatch(scope -> scope.getScope().getName().equals("genuine"));
    assertThat(Read.attributes(read.spans().get(2)).get("customer").getStringValue())
        .isEqualTo("häuptling");
  }

  @Test
  void eachLineMayBeARequest() {
    Read read = Read.of(file(request("a", span(1)) + "\n" + request("b", span(2)) + "\n"));

    assertThat(read.projects()).containsExactly("a", "b");
    assertThat(read.names()).containsExactly("span 1", "span 2");
  }

  @Test
  void aSingleObjectInPrettyPrintIsARequest() {
    Read read =
        Read.of(file(request("a", span(1), span(2)).replace("{", "{\n  ").replace(",", ",\n")));

    assertThat(read.failure()).isNull();
    assertThat(read.names()).containsExactly("span 1", "span 2");
  }

  @Test
  void anArrayOfRequestsIsReadToo() {
    Read read = Read.of(file("[" + request("a", span(1)) + ",\n" + request("a", span(2)) + "]"));

    assertThat(read.names()).containsExactly("span 1", "span 2");
  }

  @Test
  void aFilePackedWithGzipIsUnpacked() throws IOException {
    Path packed = folder.resolve("traces.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(request("a", span(1)).getBytes());
    }

    assertThat(Read.of(packed).names()).containsExactly("span 1");
  }

  @Test
  void aGzipStreamThatWasCutGivesWhatIsBefore() throws IOException {
    Path packed = folder.resolve("traces.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      for (int i = 0; i < 20_000; i++) {
        out.write((request("a", span(i)) + "\n").getBytes());
      }
    }
    byte[] whole = Files.readAllBytes(packed);
    Files.write(packed, java.util.Arrays.copyOf(whole, whole.length - 100));

    Read read = Read.of(packed);

    assertThat(read.spans()).hasSizeGreaterThan(15_000);
    assertThat(read.failure()).contains("traces.json.gz", "its gzip stream ends too early");
  }

  @Test
  void aLineThatIsCutOffIsNamedAndTheNextIsRead() {
    String cut = request("a", span(2)).substring(0, 200);
    Read read =
        Read.of(file(request("a", span(1)) + "\n" + cut + "\n" + request("a", span(3)) + "\n"));

    assertThat(read.names()).containsExactly("span 1", "span 3");
    assertThat(read.refusals()).singleElement().asString().startsWith("traces.json, line ");
    assertThat(read.failure()).isNull();
  }

  @Test
  void whatIsBeforeTheCutEndIsKept() {
    String all = request("a", span(1), span(2), span(3));
    Read read = Read.of(file(all.substring(0, all.indexOf("span 3"))));

    assertThat(read.names()).containsExactly("span 1", "span 2");
    assertThat(read.failure())
        .isEqualTo("traces.json, line 1: it ends in the middle of a value: it was cut short");
  }

  @Test
  void aSpanWithAWrongFieldIsRefusedByItself() {
    String wrong = span(2).replace("\"name\"", "\"startTimeUnixNano\":[],\"name\"");
    Read read = Read.of(file(request("a", span(1), wrong, span(3))));

    assertThat(read.names()).containsExactly("span 1", "span 3");
    assertThat(read.refusals())
        .containsExactly("traces.json, line 1: startTimeUnixNano must be a single value");
  }

  @Test
  void logsAndMetricsAmongTheLinesAreLeftOutAndThatIsSaid() {
    Read read =
        Read.of(
            file(
                "{\"resourceLogs\":[]}\n"
                    + request("a", span(1))
                    + "\n{\"resourceLogs\":[]}\n{\"resourceMetrics\":[]}\n"));

    assertThat(read.names()).containsExactly("span 1");
    assertThat(read.refusals()).hasSize(2);
    assertThat(read.refusals().getFirst()).contains("line 1", "log records");
  }

  @Test
  void aResourceMayStandBehindItsSpans() {
    Read read =
        Read.of(
            file(
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[%s],\"scope\":{\"name\":\"s\"}}],%s}]}"
                    .formatted(span(1), resource("late"))));

    assertThat(read.projects()).containsExactly("late");
    assertThat(read.scopes().getFirst().getScope().getName()).isEqualTo("s");
  }

  @Test
  void manySpansAreSeveralRequestsAndReadingGoesOnBehindEach() {
    String[] spans =
        IntStream.range(0, 12_000).mapToObj(OtlpFilesTest::span).toArray(String[]::new);
    Path file = file(request("a", spans));

    Read all = Read.of(file);
    Read rest = Read.of(file, all.records().getFirst().position());

    assertThat(all.records()).hasSize(3);
    assertThat(all.spans()).hasSize(12_000);
    assertThat(rest.spans()).isEqualTo(all.spans().subList(5_000, 12_000));
  }

  @Test
  void aProjectMayBeGivenToAll() throws Exception {
    Path file = file(request("a", span(1)) + request("b", span(2)));
    try (ImportSource source = ForeignFiles.open(file, "häuptling");
        Entries entries = source.open(null)) {
      TransferRecord only = (TransferRecord) Objects.requireNonNull(entries.next());

      assertThat(only.project()).isEqualTo("häuptling");
      assertThat(new String(only.json(), UTF_8)).isEqualTo("{\"spans\":2}");
      assertThat(entries.next()).isNull();
    }
  }

  @Test
  void aFileOfSomethingElseIsRefusedInASentence() {
    refused("{\"name\":\"x\",\"version\":1}", "is JSON of something else: it begins with 'name'");
    refused("", "is empty");
    refused("key = value\n", "line 1: it is no JSON");
    refused("\u0000\u0001\u0002PNG", "is a binary file");
    refused("(\u00b5/\u00fd", "is packed with zstd");
    refused("[".repeat(5_000), "traces.json");
  }

  @Test
  void deepNestingEndsInASentence() {
    String deep = "[".repeat(2_000);
    Read read = Read.of(file(request("a", span(1)) + "\n{\"resourceSpans\":" + deep));

    assertThat(read.names()).containsExactly("span 1");
    assertThat(read.failure()).contains("traces.json, line 2", "nesting depth");
  }

  private void refused(String content, String sentence) {
    Path file = folder.resolve("traces.json");
    try {
      Files.write(file, content.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThatThrownBy(() -> ForeignFiles.open(file, null).close())
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("traces.json");
  }

  private Path file(String content) {
    try {
      return Files.writeString(folder.resolve("traces.json"), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String request(String service, String... spans) {
    return "{\"resourceSpans\":[{%s,\"scopeSpans\":[{\"scope\":{\"name\":\"s\"},\"spans\":[%s]}]}]}"
        .formatted(resource(service), String.join(",", List.of(spans)));
  }

  private static String resource(String service) {
    return "\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"%s\"}}]}"
        .formatted(service);
  }

  private static String span(int number) {
    return "{\"traceId\":\"%s\",\"spanId\":\"%016x\",\"name\":\"span %d\",\"startTimeUnixNano\":\"1772600767123456000\"}"
        .formatted(TRACE, number + 1, number);
  }
}
