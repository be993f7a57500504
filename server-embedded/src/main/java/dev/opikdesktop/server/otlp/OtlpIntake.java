package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.spans.SpanWrite;
import dev.opikdesktop.server.traces.TraceWrite;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes one export request apart and stores its spans. Safe for any number of threads. */
public final class OtlpIntake {
  private static final int REASONS_NAMED = 5;

  private final TraceIds ids;
  private final OtlpSink sink;
  private final InstantSource clock;
  private final CountedBelow countedBelow = new CountedBelow();

  public OtlpIntake(TraceIds ids, OtlpSink sink, InstantSource clock) {
    this.ids = ids;
    this.sink = sink;
    this.clock = clock;
  }

  /**
   * What was not stored.
   *
   * @param refused how many spans
   * @param message which and why, empty when none
   */
  public record Outcome(int refused, String message) {}

  /**
   * Stores the spans of a request, and the traces that begin in it.
   *
   * @param project the project that the request names for all spans, or null to let each resource
   *     decide
   */
  public Outcome accept(
      Caller caller, @Nullable String project, ExportTraceServiceRequest request) {
    Instant now = clock.instant();
    List<String> faults = new ArrayList<>();
    Map<String, List<ReceivedSpan>> byProject = new LinkedHashMap<>();
    for (ResourceSpans resource : request.getResourceSpansList()) {
      String name = project == null ? ProjectNames.of(resource.getResource()) : project;
      List<ReceivedSpan> spans = byProject.computeIfAbsent(name, key -> new ArrayList<>());
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          String fault = ReceivedSpan.fault(span);
          if (fault == null) {
            spans.add(ReceivedSpan.of(scope.getScope().getName(), span, now));
          } else {
            faults.add("'" + span.getName() + "': " + fault);
          }
        }
      }
    }
    List<TraceWrite> traces = new ArrayList<>();
    List<SpanWrite> spans = new ArrayList<>();
    byProject.forEach(
        (name, received) -> {
          if (!received.isEmpty()) {
            Map<String, UUID> traceIds = ids.of(caller, name, earliestStarts(received));
            new ProjectBatch(name, received, traceIds, countedBelow, now).writeTo(traces, spans);
          }
        });
    if (!spans.isEmpty()) {
      sink.write(caller, traces, spans);
    }
    return new Outcome(faults.size(), message(faults, faults.size() + spans.size()));
  }

  private static Map<String, Instant> earliestStarts(List<ReceivedSpan> spans) {
    Map<String, Instant> starts = new HashMap<>();
    for (ReceivedSpan span : spans) {
      if (span.overrides().traceId() == null) {
        starts.merge(span.traceId(), span.start(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    return starts;
  }

  private static String message(List<String> faults, int all) {
    if (faults.isEmpty()) {
      return "";
    }
    String named = String.join("; ", faults.subList(0, Math.min(REASONS_NAMED, faults.size())));
    String more =
        faults.size() > REASONS_NAMED ? "; and " + (faults.size() - REASONS_NAMED) + " more" : "";
    return faults.size() + " of " + all + " spans were not stored: " + named + more;
  }
}
