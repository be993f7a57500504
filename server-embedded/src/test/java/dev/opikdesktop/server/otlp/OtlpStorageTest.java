package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.Exports.number;
import static dev.opikdesktop.server.otlp.Exports.span;
import static dev.opikdesktop.server.otlp.Exports.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.GrpcClient;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.coordination.LocalCoordination;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** From the OTLP port to the API's reads, through the real stores. */
class OtlpStorageTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final LocalClient API = new LocalClient(SERVER.server().restPort());
  private static final LocalClient OTLP =
      new LocalClient(SERVER.server().otlpHttpPort().orElseThrow());
  private static final GrpcClient GRPC =
      new GrpcClient(SERVER.server().otlpGrpcPort().orElseThrow());

  private static final Span.Builder ROOT =
      span("root", "00000000000000a1", "", 0).addAttributes(text("input", "question"));
  private static final Span.Builder CALL =
      span("call", "00000000000000a2", "00000000000000a1", 5)
          .addAttributes(text("gen_ai.system", "openai"))
          .addAttributes(text("gen_ai.request.model", "gpt-4o"))
          .addAttributes(number("gen_ai.usage.input_tokens", 1000))
          .addAttributes(number("gen_ai.usage.output_tokens", 500));

  private final String project = "otlp-" + UUID.randomUUID();

  @AfterAll
  static void closeClients() {
    API.close();
    OTLP.close();
    GRPC.close();
  }

  @Test
  void aTraceIsReadBackWithItsCostAndItsTimesToTheNanosecond() {
    send(ROOT, CALL);

    JsonNode trace = onlyTrace();
    assertThat(trace.path("name").asString()).isEqualTo("root");
    assertThat(trace.path("input").toString()).isEqualTo("{\"input\":\"question\"}");
    assertThat(trace.path("start_time").asString()).isEqualTo(Exports.START.toString());
    assertThat(trace.path("span_count").asInt()).isEqualTo(2);
    assertThat(trace.path("total_estimated_cost").decimalValue()).isEqualByComparingTo("0.0075");
    assertThat(trace.path("usage").path("total_tokens").asInt()).isEqualTo(1500);
  }

  @Test
  void aServerThatRemembersNothingFindsTheTraceAmongTheStoredSpans() {
    send(CALL);
    UUID stored = UUID.fromString(onlyTrace().path("id").asString());

    ProjectService projects = projects();
    for (StoredTraceIds traces :
        List.of(
            new TraceTableTraceIds(SERVER.stores().analytics(), projects),
            SeenTraceIds.of(SERVER.stores().analytics(), projects))) {
      assertThat(idAfterARestart(traces, Exports.TRACE)).isEqualTo(stored);
    }
  }

  @Test
  void aTraceThatWasNewWhenItWasAskedForIsFoundOnceItIsStored() {
    StoredTraceIds traces = SeenTraceIds.of(SERVER.stores().analytics(), projects());
    idAfterARestart(traces, Exports.TRACE);
    send(CALL);

    UUID stored = UUID.fromString(onlyTrace().path("id").asString());
    assertThat(idAfterARestart(traces, Exports.TRACE)).isEqualTo(stored);
  }

  @Test
  void aTraceThatComesAnotherWayWithTheIdThatOtlpGaveItElsewhereIsFound() {
    send(span("other", "00000000000000b1", "", 0).setTraceId(Exports.bytes("ab".repeat(16))));
    Instant muchEarlier = Exports.START.minusSeconds(7200);
    UUID elsewhere =
        OpikIds.of(
            muchEarlier.toEpochMilli(),
            (Caller.LOCAL.workspaceId() + "/" + project + "/").getBytes(StandardCharsets.UTF_8),
            HexFormat.of().parseHex(Exports.TRACE));
    API.post(
        "/v1/private/traces",
        "{\"id\":\"%s\",\"project_name\":\"%s\",\"name\":\"imported\",\"start_time\":\"%s\"}"
            .formatted(elsewhere, project, muchEarlier));

    send(CALL);

    assertThat(spanNamed("call").path("trace_id").asString()).isEqualTo(elsewhere.toString());
  }

  private ProjectService projects() {
    return new ProjectService(
        SERVER.stores().relational(), SERVER.stores().coordination(), new Events());
  }

  /** The id of a trace, if nothing is remembered but by the given one. */
  private UUID idAfterARestart(StoredTraceIds traces, String otelId) {
    try (LocalCoordination coordination = new LocalCoordination()) {
      Instant later = Exports.START.plusSeconds(7200);
      TraceIds ids = new RememberedTraceIds(coordination, traces);
      return ids.of(Caller.LOCAL, project, Map.of(otelId, later)).get(otelId);
    }
  }

  @Test
  void whatSomebodyChangedBeforeTheRootCameAndBeforeItCameAgainIsKept() {
    send(CALL);
    JsonNode standIn = onlyTrace();
    assertThat(standIn.path("name").asString()).isEqualTo("call");
    API.patch(
        "/v1/private/traces/" + standIn.path("id").asString(),
        "{\"project_name\":\"" + project + "\",\"tags\":[\"mine\"]}");

    send(ROOT);
    send(ROOT, CALL);

    JsonNode trace = onlyTrace();
    assertThat(trace.path("name").asString()).isEqualTo("root");
    assertThat(trace.path("input").toString()).isEqualTo("{\"input\":\"question\"}");
    assertThat(trace.path("end_time").asString())
        .isEqualTo(Exports.START.plusSeconds(1).toString());
    assertThat(trace.path("tags").toString()).isEqualTo("[\"mine\"]");
    assertThat(trace.path("span_count").asInt()).isEqualTo(2);
  }

  @Test
  void aTraceWhoseSpansComeByBothWaysLeavesFirstIsOneTrace() {
    Span.Builder leaf = span("leaf", "00000000000000a3", "00000000000000a2", 7);
    sendOverGrpc(leaf);
    send(CALL);
    sendOverGrpc(ROOT);
    send(leaf);

    JsonNode trace = onlyTrace();
    assertThat(trace.path("name").asString()).isEqualTo("root");
    assertThat(trace.path("span_count").asInt()).isEqualTo(3);
    JsonNode root = spanNamed("root");
    assertThat(root.hasNonNull("parent_span_id")).isFalse();
    assertThat(spanNamed("call").path("parent_span_id")).isEqualTo(root.path("id"));
    assertThat(spanNamed("leaf").path("parent_span_id")).isEqualTo(spanNamed("call").path("id"));
  }

  @Test
  void aSpanWhoseParentNeverComesIsInItsTrace() {
    sendOverGrpc(CALL);

    JsonNode trace = onlyTrace();
    assertThat(trace.path("span_count").asInt()).isEqualTo(1);
    assertThat(spanNamed("call").path("trace_id")).isEqualTo(trace.path("id"));
    assertThat(spanNamed("call").hasNonNull("parent_span_id")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void spansJoinTheTraceAndTheSpanThatAnSdkHasMade(boolean overGrpc) {
    String trace = OpikIds.of(Exports.START.toEpochMilli(), bytesOf(project, 1)).toString();
    String parent = OpikIds.of(Exports.START.toEpochMilli(), bytesOf(project, 2)).toString();
    String own = OpikIds.of(Exports.START.toEpochMilli(), bytesOf(project, 3)).toString();
    API.post(
        "/v1/private/traces",
        "{\"id\":\"%s\",\"project_name\":\"%s\",\"name\":\"sdk\",\"start_time\":\"%s\"}"
            .formatted(trace, project, Exports.START));
    Span.Builder joined =
        span("joined", "00000000000000b1", "", 0)
            .addAttributes(text("opik.trace_id", trace))
            .addAttributes(text("opik.parent_span_id", parent))
            .addAttributes(text("opik.span_id", own));
    Span.Builder below =
        span("below", "00000000000000b2", "00000000000000b1", 1)
            .addAttributes(text("opik.trace_id", trace));
    if (overGrpc) {
      sendOverGrpc(joined, below);
    } else {
      send(joined, below);
    }

    JsonNode only = onlyTrace();
    assertThat(only.path("id").asString()).isEqualTo(trace);
    assertThat(only.path("name").asString()).isEqualTo("sdk");
    assertThat(only.path("span_count").asInt()).isEqualTo(2);
    assertThat(spanNamed("joined").path("id").asString()).isEqualTo(own);
    assertThat(spanNamed("joined").path("parent_span_id").asString()).isEqualTo(parent);
    assertThat(spanNamed("below").path("parent_span_id").asString()).isEqualTo(own);
  }

  private static byte[] bytesOf(String project, int number) {
    return (project + number).getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode spanNamed(String name) {
    for (JsonNode span :
        API.get("/v1/private/spans?project_name=" + project).json().path("content")) {
      if (span.path("name").asString().equals(name)) {
        return span;
      }
    }
    throw new AssertionError("There is no span " + name);
  }

  private void sendOverGrpc(Span.Builder... spans) {
    assertThat(
            GRPC.call(
                    "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
                    Exports.of(spans).toByteArray(),
                    "projectname",
                    project)
                .status())
        .isZero();
  }

  private void send(Span.Builder... spans) {
    assertThat(
            OTLP.send(
                    "POST",
                    "/v1/traces",
                    Exports.of(spans).toByteArray(),
                    "Content-Type",
                    "application/x-protobuf",
                    "projectName",
                    project)
                .status())
        .isEqualTo(200);
  }

  private JsonNode onlyTrace() {
    JsonNode page = API.get("/v1/private/traces?project_name=" + project).json();
    assertThat(page.path("total").asInt()).isEqualTo(1);
    return page.path("content").get(0);
  }
}
