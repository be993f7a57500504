package dev.opikdesktop.server.otlp;

import static dev.opikdesktop.server.otlp.Exports.number;
import static dev.opikdesktop.server.otlp.Exports.span;
import static dev.opikdesktop.server.otlp.Exports.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.spans.SpanWrite;
import dev.opikdesktop.server.traces.TraceWrite;
import dev.opikdesktop.storage.coordination.LocalCoordination;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceIdsTest {
  private static final Span.Builder ROOT = span("root", "00000000000000a1", "", 0);
  private static final Span.Builder CHILD =
      span("child", "00000000000000a2", "00000000000000a1", 5);
  private static final Span.Builder GRANDCHILD =
      span("grandchild", "00000000000000a3", "00000000000000a2", 90);

  private final StoredRows rows = new StoredRows();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private OtlpIntake intake = start();

  /** A server that remembers nothing but what is stored. */
  private OtlpIntake start() {
    LocalCoordination coordination = new LocalCoordination();
    opened.add(coordination);
    return new OtlpIntake(new RememberedTraceIds(coordination, rows), rows, InstantSource.system());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void spansOfOneTraceMeetInOneTraceWhateverTheOrderOfTheirBatches() {
    send(GRANDCHILD);
    send(ROOT);
    send(CHILD);

    assertThat(traceIds()).hasSize(1);
    assertThat(named("child").parentSpanId()).isEqualTo(named("root").id());
    assertThat(named("grandchild").parentSpanId()).isEqualTo(named("child").id());
    assertThat(rows.traces.keySet()).isEqualTo(traceIds());
  }

  @Test
  void aRestartBetweenTwoBatchesChangesNoId() {
    send(CHILD, GRANDCHILD);
    Set<UUID> before = traceIds();

    intake = start();
    send(ROOT);

    assertThat(traceIds()).isEqualTo(before);
    assertThat(named("child").parentSpanId()).isEqualTo(named("root").id());
  }

  @Test
  void aBatchThatIsSentAgainChangesNothing() {
    send(ROOT, CHILD);
    Map<UUID, SpanWrite> spans = Map.copyOf(rows.spans);
    Map<UUID, TraceWrite> traces = Map.copyOf(rows.traces);

    intake = start();
    send(ROOT, CHILD);

    assertThat(rows.spans).isEqualTo(spans);
    assertThat(rows.traces).isEqualTo(traces);
  }

  @Test
  void theVersionOfARowIsItsEndSoThatAReplayLosesAgainstALaterChange() {
    send(ROOT, CHILD);

    assertThat(named("child").lastUpdatedAt()).isEqualTo(Exports.START.plusSeconds(6));
    assertThat(rows.traces.values().iterator().next().lastUpdatedAt())
        .isEqualTo(Exports.START.plusSeconds(1));
  }

  @Test
  void usageThatCameBelowInAnEarlierBatchIsNotCountedAgainAbove() {
    KeyValue tokens = number("gen_ai.usage.input_tokens", 10);
    send(GRANDCHILD.clone().addAttributes(tokens));
    send(CHILD);
    send(ROOT.clone().addAttributes(tokens));

    assertThat(named("grandchild").usage()).containsEntry("prompt_tokens", 10);
    assertThat(named("root").usage()).isEmpty();
    assertThat(String.valueOf(named("root").metadata()))
        .contains("\"gen_ai.usage.input_tokens\":10");
  }

  @Test
  void usageOfASpanWithNoneBelowIsItsOwn() {
    send(CHILD);
    send(ROOT.clone().addAttributes(number("gen_ai.usage.input_tokens", 10)));

    assertThat(named("root").usage()).containsEntry("prompt_tokens", 10);
  }

  @Test
  void aClockThatRunsAheadDoesNotPutAVersionIntoTheFuture() {
    Instant before = Exports.START.minusSeconds(3600);
    try (LocalCoordination coordination = new LocalCoordination()) {
      new OtlpIntake(new RememberedTraceIds(coordination, rows), rows, () -> before)
          .accept(Caller.LOCAL, "p", Exports.of(ROOT));
    }

    assertThat(named("root").lastUpdatedAt()).isEqualTo(before);
  }

  @Test
  void batchesThatComeAtTheSameTimeAgreeOnTheTrace() throws Exception {
    Set<UUID> ids = ConcurrentHashMap.newKeySet();
    RememberedTraceIds traceIds =
        new RememberedTraceIds(
            opened.stream().map(LocalCoordination.class::cast).findFirst().orElseThrow(), rows);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Instant start = Exports.START.plusSeconds(i);
        calls.add(
            threads.submit(
                () ->
                    ids.addAll(
                        traceIds.of(Caller.LOCAL, "p", Map.of(Exports.TRACE, start)).values())));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void oneOpenTelemetryTraceInTwoProjectsIsTwoTraces() {
    intake.accept(Caller.LOCAL, "one", Exports.of(ROOT));
    intake.accept(Caller.LOCAL, "two", Exports.of(CHILD));

    assertThat(traceIds()).hasSize(2);
  }

  @Test
  void idsAreOfVersion7AndHoldTheStartOfTheFirstBatch() {
    send(CHILD);

    UUID trace = named("child").traceId();
    assertThat(trace.version()).isEqualTo(7);
    assertThat(trace.variant()).isEqualTo(2);
    assertThat(OpikIds.epochMilli(trace)).isEqualTo(Exports.START.plusSeconds(5).toEpochMilli());
    assertThat(named("child").id().version()).isEqualTo(7);
    assertThat(OpikIds.epochMilli(named("child").id())).isEqualTo(OpikIds.epochMilli(trace));
  }

  @Test
  void aTraceWhoseRootNeverComesIsThereUnderTheNameOfItsTopmostSpan() {
    send(GRANDCHILD, CHILD);

    TraceWrite trace = rows.traces.values().iterator().next();
    assertThat(trace.name()).isEqualTo("child");
    assertThat(trace.endTime()).isNull();
    assertThat(trace.startTime().toEpochMilli())
        .isEqualTo(Exports.START.plusSeconds(5).toEpochMilli());
  }

  @Test
  void aLateRootTakesThePlaceOfTheStandInAndKeepsItAgainstLateChildren() {
    send(CHILD);
    send(ROOT);
    send(GRANDCHILD);

    TraceWrite trace = rows.traces.values().iterator().next();
    assertThat(rows.traces).hasSize(1);
    assertThat(trace.name()).isEqualTo("root");
    assertThat(trace.startTime()).isEqualTo(Exports.START);
    assertThat(trace.endTime()).isEqualTo(Exports.START.plusSeconds(1));
  }

  @Test
  void aSpanThatNamesItsTraceInOpikJoinsItAndBeginsNone() {
    UUID trace = OpikIds.of(Exports.START.toEpochMilli(), new byte[] {1});
    UUID parent = OpikIds.of(Exports.START.toEpochMilli(), new byte[] {2});
    UUID own = OpikIds.of(Exports.START.toEpochMilli(), new byte[] {3});
    send(
        span("joined", "00000000000000b1", "", 0)
            .addAttributes(text("opik.trace_id", trace.toString()))
            .addAttributes(text("opik.parent_span_id", parent.toString()))
            .addAttributes(text("opik.span_id", own.toString())),
        span("below", "00000000000000b2", "00000000000000b1", 1)
            .addAttributes(text("opik.trace_id", trace.toString())));

    assertThat(rows.traces).isEmpty();
    assertThat(named("joined").id()).isEqualTo(own);
    assertThat(named("joined").traceId()).isEqualTo(trace);
    assertThat(named("joined").parentSpanId()).isEqualTo(parent);
    assertThat(named("joined").input()).isNull();
    assertThat(named("below").traceId()).isEqualTo(trace);
    assertThat(named("below").parentSpanId()).isEqualTo(own);
  }

  @Test
  void usageAboveASpanWithUsageIsDroppedHoweverFarAbove() {
    send(
        ROOT.clone().addAttributes(number("gen_ai.usage.input_tokens", 30)),
        CHILD,
        GRANDCHILD.clone().addAttributes(number("gen_ai.usage.input_tokens", 30)));

    assertThat(named("root").usage()).isEmpty();
    assertThat(named("grandchild").usage()).containsEntry("prompt_tokens", 30);
  }

  @Test
  void spansThatAreOneAnothersParentsAreStored() {
    send(
        span("a", "00000000000000c1", "00000000000000c2", 0)
            .addAttributes(number("gen_ai.usage.input_tokens", 1)),
        span("b", "00000000000000c2", "00000000000000c1", 0));

    assertThat(rows.spans).hasSize(2);
  }

  private void send(Span.Builder... spans) {
    OtlpIntake.Outcome outcome = intake.accept(Caller.LOCAL, "p", Exports.of(spans));
    assertThat(outcome.message()).isEmpty();
  }

  private SpanWrite named(String name) {
    return rows.spans.values().stream()
        .filter(span -> name.equals(span.name()))
        .findFirst()
        .orElseThrow();
  }

  private Set<UUID> traceIds() {
    return rows.spans.values().stream().map(SpanWrite::traceId).collect(Collectors.toSet());
  }
}
