package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.Exports.span;
import static dev.opikdesktop.server.otlp.Exports.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.opikdesktop.server.http.GrpcClient;
import dev.opikdesktop.server.http.GrpcClient.Reply;
import dev.opikdesktop.server.http.HttpServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.spans.SpanWrite;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.coordination.LocalCoordination;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OtlpGrpcTest {
  private static final String SERVICES = "/opentelemetry.proto.collector.";
  private static final String TRACES = SERVICES + "trace.v1.TraceService/Export";
  private static final String LOGS = SERVICES + "logs.v1.LogsService/Export";
  private static final String METRICS = SERVICES + "metrics.v1.MetricsService/Export";
  private static final int OK = 0;
  private static final int INVALID_ARGUMENT = 3;
  private static final int NOT_FOUND = 5;
  private static final int PERMISSION_DENIED = 7;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int UNIMPLEMENTED = 12;
  private static final int UNAVAILABLE = 14;
  private static final int MOST = 64 << 20;

  private final StoredRows rows = new StoredRows();
  private final LocalCoordination coordination = new LocalCoordination();
  private volatile boolean storeIsAway;
  private final OtlpIntake intake =
      new OtlpIntake(
          new RememberedTraceIds(coordination, rows),
          (caller, traces, spans) -> {
            if (storeIsAway) {
              throw new StorageException(StorageException.Kind.UNAVAILABLE, "gone");
            }
            rows.write(caller, traces, spans);
          },
          InstantSource.system());
  private final HttpServer server =
      HttpServer.builder()
          .port(0)
          .otlpGrpcPort(OptionalInt.of(0))
          .otlpGrpc(OtlpGrpc.methods(intake))
          .start();
  private final GrpcClient grpc = new GrpcClient(server.otlpGrpcPort().orElseThrow());

  @AfterEach
  void close() {
    grpc.close();
    server.close();
    coordination.close();
  }

  @Test
  void spansAreStoredAndAnsweredWithAnEmptyMessage() {
    Reply reply = grpc.call(TRACES, one().toByteArray());

    assertThat(reply.httpStatus()).isEqualTo(200);
    assertThat(reply.status()).isEqualTo(OK);
    assertThat(reply.body()).isEmpty();
    assertThat(only().name()).isEqualTo("one");
  }

  @Test
  void gzipIsUnderstood() {
    byte[] packed = LocalClient.gzip(one().toByteArray());

    Reply reply = grpc.raw(TRACES, GrpcClient.framed(1, packed), "grpc-encoding", "gzip");

    assertThat(reply.status()).isEqualTo(OK);
    assertThat(only().name()).isEqualTo("one");
  }

  @Test
  void aClientOfGzipMaySendAMessagePlain() {
    Reply reply = grpc.call(TRACES, one().toByteArray(), "grpc-encoding", "gzip");

    assertThat(reply.status()).isEqualTo(OK);
  }

  @Test
  void metadataNamesTheProjectOfEverySpanAndWhateverAuthorizationSaysIsTaken() {
    Reply reply =
        grpc.call(
            TRACES,
            Exports.of(
                    List.of(text("service.name", "shop")), span("one", "00000000000000a1", "", 0))
                .toByteArray(),
            "projectname",
            "from metadata",
            "comet-workspace",
            "default",
            "authorization",
            "anything");

    assertThat(reply.status()).isEqualTo(OK);
    assertThat(only().projectName()).isEqualTo("from metadata");
  }

  @Test
  void anotherWorkspaceIsNotFound() {
    Reply reply = grpc.call(TRACES, one().toByteArray(), "comet-workspace", "elsewhere");

    assertThat(reply.status()).isEqualTo(NOT_FOUND);
    assertThat(reply.message()).contains("elsewhere");
    assertThat(rows.spans).isEmpty();
  }

  @Test
  void whatIsRefusedIsNamedAndTheRestIsStored() throws Exception {
    ExportTraceServiceRequest request =
        Exports.of(
            span("good", "00000000000000a1", "", 0),
            span("schlecht ü%", "00000000000000a2", "", 0)
                .setTraceId(ByteString.copyFrom(new byte[3])));

    Reply reply = grpc.call(TRACES, request.toByteArray());

    var partial = ExportTraceServiceResponse.parseFrom(reply.body()).getPartialSuccess();
    assertThat(reply.status()).isEqualTo(OK);
    assertThat(partial.getRejectedSpans()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).contains("1 of 2 spans", "'schlecht ü%'");
    assertThat(only().name()).isEqualTo("good");
  }

  @Test
  void logsAndMetricsAreAnsweredWithTheWordThatTheyAreNotStored() throws Exception {
    ExportLogsServiceRequest logs =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(LogRecord.newBuilder())))
            .build();

    Reply ofLogs = grpc.call(LOGS, logs.toByteArray());
    Reply ofMetrics =
        grpc.call(METRICS, ExportMetricsServiceRequest.getDefaultInstance().toByteArray());

    assertThat(ofLogs.status()).isEqualTo(OK);
    var partial = ExportLogsServiceResponse.parseFrom(ofLogs.body()).getPartialSuccess();
    assertThat(partial.getRejectedLogRecords()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).contains("not stored");
    assertThat(ofMetrics.status()).isEqualTo(OK);
  }

  @Test
  void anExportOfNothingIsFine() {
    assertThat(grpc.call(TRACES, new byte[0]).status()).isEqualTo(OK);
  }

  @Test
  void whileAStoreIsAwayExportersShallTryAgain() {
    storeIsAway = true;
    assertThat(grpc.call(TRACES, one().toByteArray()).status()).isEqualTo(UNAVAILABLE);

    storeIsAway = false;
    assertThat(grpc.call(TRACES, one().toByteArray()).status()).isEqualTo(OK);
  }

  @Test
  void aMessageThatIsCutAnywhereIsAnInvalidArgument() {
    byte[] whole = one().toByteArray();
    byte[] framed = GrpcClient.framed(0, whole);
    for (int length = 0; length < framed.length; length++) {
      Reply reply = grpc.raw(TRACES, Arrays.copyOf(framed, length));
      assertThat(reply.status()).as("the body cut after %s", length).isEqualTo(INVALID_ARGUMENT);
    }
    for (int length = 1; length < whole.length; length++) {
      Reply reply = grpc.call(TRACES, Arrays.copyOf(whole, length));
      assertThat(reply.status()).as("the message cut after %s", length).isEqualTo(INVALID_ARGUMENT);
    }
    assertThat(rows.spans).isEmpty();
  }

  @Test
  void aGigabyteThatIsOnlyDeclaredIsRefusedAtOnce() {
    byte[] within = {0x0a, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x04, 1, 2, 3};

    assertThat(grpc.raw(TRACES, GrpcClient.framed(0, 1 << 30, new byte[9])).status())
        .isEqualTo(RESOURCE_EXHAUSTED);
    assertThat(grpc.raw(TRACES, GrpcClient.framed(0, -1, new byte[9])).status())
        .isEqualTo(RESOURCE_EXHAUSTED);
    assertThat(grpc.call(TRACES, within).status()).isEqualTo(INVALID_ARGUMENT);
  }

  @Test
  void sixtyFourMegabytesAreTakenAndNotOneByteMore() {
    byte[] most = padded(MOST);
    byte[] more = padded(MOST + 1);

    assertThat(grpc.call(TRACES, most).status()).isEqualTo(OK);
    Reply refused = grpc.call(TRACES, more);
    assertThat(refused.status()).isEqualTo(RESOURCE_EXHAUSTED);
    assertThat(refused.message()).contains("67108864 bytes");
    assertThat(grpc.call(TRACES, one().toByteArray()).status()).isEqualTo(OK);
  }

  @Test
  void aFewKilobytesThatInflateToAGigabyteAreRefused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 1024; i++) {
        out.write(new byte[1 << 20]);
      }
    }

    Reply reply =
        grpc.raw(TRACES, GrpcClient.framed(1, packed.toByteArray()), "grpc-encoding", "gzip");

    assertThat(reply.status()).isEqualTo(RESOURCE_EXHAUSTED);
  }

  @Test
  void whatIsNotGzipAsItSaysIsAnInvalidArgument() {
    byte[] plain = GrpcClient.framed(1, one().toByteArray());

    assertThat(grpc.raw(TRACES, plain, "grpc-encoding", "gzip").status())
        .isEqualTo(INVALID_ARGUMENT);
    assertThat(grpc.raw(TRACES, plain).status()).isEqualTo(INVALID_ARGUMENT);
    assertThat(grpc.raw(TRACES, plain, "grpc-encoding", "snappy").status())
        .isEqualTo(UNIMPLEMENTED);
  }

  @Test
  void whatIsNotServedIsUnimplementedAndWhatIsNotGrpcIsRefused() {
    byte[] body = GrpcClient.framed(0, one().toByteArray());

    assertThat(grpc.raw(SERVICES + "trace.v1.TraceService/Import", body).status())
        .isEqualTo(UNIMPLEMENTED);
    assertThat(grpc.raw(TRACES, "application/json", body).httpStatus()).isEqualTo(415);
    assertThat(grpc.raw(TRACES, "application/grpc+proto", body).status()).isEqualTo(OK);
  }

  @Test
  void aPageOfAnotherHostIsRefused() {
    Reply reply = grpc.call(TRACES, one().toByteArray(), "origin", "https://example.com");

    assertThat(reply.status()).isEqualTo(PERMISSION_DENIED);
    assertThat(rows.spans).isEmpty();
  }

  @Test
  void manyCallsAtOnceOnOneConnectionAreAllStored() throws Exception {
    List<Future<Reply>> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] message =
          Exports.of(
                  span("span " + i, "%016x".formatted(i + 1), "", 0)
                      .addAttributes(text("input", "x".repeat(50_000))))
              .toByteArray();
      calls.add(grpc.begin(TRACES, "application/grpc", GrpcClient.framed(0, message)));
    }
    for (Future<Reply> call : calls) {
      assertThat(call.get(30, TimeUnit.SECONDS).status()).isEqualTo(OK);
    }
    assertThat(rows.spans).hasSize(200);
  }

  @Test
  void aCallThatIsGivenUpDisturbsNoOther() {
    Future<Reply> givenUp =
        grpc.begin(TRACES, "application/grpc", GrpcClient.framed(0, 60 << 20, new byte[20 << 20]));
    givenUp.cancel(true);

    for (int i = 0; i < 20; i++) {
      assertThat(grpc.call(TRACES, one().toByteArray()).status()).isEqualTo(OK);
    }
  }

  private static ExportTraceServiceRequest one() {
    return Exports.of(span("one", "00000000000000a1", "", 0));
  }

  /** A request of exactly so many bytes. */
  private static byte[] padded(int size) {
    byte[] name = "x".repeat(size - 200).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    int missing = size - sized(name, 0).getSerializedSize();
    ExportTraceServiceRequest request = sized(name, missing);
    assertThat(request.getSerializedSize()).isEqualTo(size);
    return request.toByteArray();
  }

  private static ExportTraceServiceRequest sized(byte[] input, int more) {
    String text = new String(input, java.nio.charset.StandardCharsets.US_ASCII);
    return Exports.of(
        span("large", "00000000000000a1", "", 0)
            .addAttributes(text("input", text + "y".repeat(more))));
  }

  private SpanWrite only() {
    assertThat(rows.spans).hasSize(1);
    return rows.spans.values().iterator().next();
  }
}
