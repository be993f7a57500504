package dev.opikdesktop.transfer.foreign;

import dev.opikdesktop.server.otlp.ProjectNames;
import dev.opikdesktop.transfer.foreign.SpanStream.Found;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spans that are sent together. The more of a trace come in one request the better its sums are;
 * the fewer there are the less memory they take.
 */
final class SpanBatch {
  /** The largest span, and request, that OTLP's intake takes. */
  static final int LARGEST_SPAN = 60 << 20;

  private static final int MOST_SPANS = 5_000;
  private static final int ENOUGH_BYTES = 8 << 20;

  /** What a resource calls its project; it goes before the name of its service. */
  private static final String PROJECT = "opik.project";

  private final @Nullable String project;
  private final List<Found> spans = new ArrayList<>();
  private long bytes;

  /**
   * An empty batch.
   *
   * @param project the name of the project for all spans; null to let their resources decide
   */
  SpanBatch(@Nullable String project) {
    this.project = project;
  }

  /** Whether the batch has to be sent before this span is added. */
  boolean hasNoRoomFor(Found span) {
    return bytes + span.span().getSerializedSize() > LARGEST_SPAN;
  }

  void add(Found span) {
    spans.add(span);
    bytes += span.span().getSerializedSize();
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  /** Not as long as the last span's resource or scope may still come. */
  boolean isFull() {
    return (spans.size() >= MOST_SPANS || bytes >= ENOUGH_BYTES)
        && spans.getLast().origin().isSettled();
  }

  /** The requests that these spans are, by project; the batch is empty afterwards. */
  Map<String, ExportTraceServiceRequest> cut() {
    Map<SpanOrigin.Owner, Map<SpanOrigin, ScopeSpans.Builder>> byOrigin = new LinkedHashMap<>();
    for (Found found : spans) {
      byOrigin
          .computeIfAbsent(found.origin().owner(), owner -> new LinkedHashMap<>())
          .computeIfAbsent(found.origin(), origin -> ScopeSpans.newBuilder().setScope(origin.use()))
          .addSpans(found.span());
    }
    Map<String, ExportTraceServiceRequest.Builder> byProject = new LinkedHashMap<>();
    byOrigin.forEach(
        (owner, scopes) -> {
          var resource = ResourceSpans.newBuilder().setResource(inProject(owner.use()));
          scopes.values().forEach(resource::addScopeSpans);
          byProject
              .computeIfAbsent(
                  ProjectNames.of(resource.getResource()),
                  name -> ExportTraceServiceRequest.newBuilder())
              .addResourceSpans(resource);
        });
    spans.clear();
    bytes = 0;
    Map<String, ExportTraceServiceRequest> requests = new LinkedHashMap<>();
    byProject.forEach((project, request) -> requests.put(project, request.build()));
    return requests;
  }

  private Resource inProject(Resource resource) {
    return project == null
        ? resource
        : resource.toBuilder()
            .addAttributes(
                0,
                KeyValue.newBuilder()
                    .setKey(PROJECT)
                    .setValue(AnyValue.newBuilder().setStringValue(project)))
            .build();
  }
}
