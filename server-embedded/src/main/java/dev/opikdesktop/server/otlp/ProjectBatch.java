package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.spans.SpanWrite;
import dev.opikdesktop.server.traces.ErrorInfo;
import dev.opikdesktop.server.traces.Source;
import dev.opikdesktop.server.traces.TraceWrite;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The spans of one request that belong to one project, on their way to Opik's form. */
final class ProjectBatch {
  /** Older than any real row: whenever the root comes, it counts more. */
  private static final Instant STAND_IN_VERSION = Instant.ofEpochMilli(1);

  /** Logfire's own spans are the only ones without an integration in their metadata. */
  private static final String SCOPE_WITHOUT_INTEGRATION = "logfire";

  private record Key(String traceId, String spanId) {}

  private final String project;
  private final List<ReceivedSpan> spans;
  private final Map<String, UUID> traceIds;
  private final CountedBelow countedBelow;
  private final Instant now;
  private final Map<Key, ReceivedSpan> byKey = new HashMap<>();
  private final Map<Key, AttributeReader> attributes = new HashMap<>();

  ProjectBatch(
      String project,
      List<ReceivedSpan> spans,
      Map<String, UUID> traceIds,
      CountedBelow countedBelow,
      Instant now) {
    this.project = project;
    this.spans = spans;
    this.traceIds = traceIds;
    this.countedBelow = countedBelow;
    this.now = now;
    for (ReceivedSpan span : spans) {
      Key key = new Key(span.traceId(), span.spanId());
      byKey.put(key, span);
      attributes.put(key, AttributeReader.read(span.scope(), span.span()));
    }
  }

  void writeTo(List<TraceWrite> traceRows, List<SpanWrite> spanRows) {
    Set<Key> counted = keysWithUsageBelow();
    Set<String> begun = new HashSet<>();
    Map<String, TraceFacts> facts = facts();
    Map<Key, AttributeReader> answers = answers();
    Map<String, ReceivedSpan> topmost = new LinkedHashMap<>();
    for (ReceivedSpan span : spans) {
      Key key = new Key(span.traceId(), span.spanId());
      AttributeReader read = Objects.requireNonNull(attributes.get(key));
      if (counted.contains(key)) {
        read.leaveUsageToSpansBelow();
      }
      Payload payload = payload(span, read);
      spanRows.add(spanRow(span, read, payload));
      if (span.isRoot()) {
        begun.add(span.traceId());
        traceRows.add(
            traceRow(
                span,
                read,
                Objects.requireNonNull(facts.get(span.traceId())),
                payload.answeredBy(answers.get(key))));
      } else if (span.overrides().traceId() == null) {
        topmost.merge(span.traceId(), span, this::upper);
      }
    }
    topmost.forEach(
        (traceId, span) -> {
          if (!begun.contains(traceId)) {
            traceRows.add(standIn(span));
          }
        });
  }

  /** What a span and the trace that it begins have in common. */
  private record Payload(
      @Nullable JsonText input,
      @Nullable JsonText output,
      @Nullable JsonText metadata,
      @Nullable ErrorInfo error) {

    /** The same with the answer of a span below where there is no output. */
    Payload answeredBy(@Nullable AttributeReader below) {
      return output != null || below == null
          ? this
          : new Payload(input, AttributeJson.object(below.answer), metadata, error);
    }
  }

  private static Payload payload(ReceivedSpan span, AttributeReader read) {
    Map<String, AnyValue> metadata = new LinkedHashMap<>(read.metadata);
    if (!span.scope().isBlank() && !span.scope().equals(SCOPE_WITHOUT_INTEGRATION)) {
      metadata.put("integration", AnyValue.newBuilder().setStringValue(span.scope()).build());
    }
    if (span.span().getEventsCount() > 0) {
      metadata.put("opentelemetry.events", SpanEvents.json(span.span().getEventsList()));
    }
    if (span.span().getLinksCount() > 0) {
      metadata.put("opentelemetry.links", SpanEvents.links(span.span().getLinksList()));
    }
    ErrorInfo error = SpanEvents.error(span.span());
    SpanEvents.statusBeside(error, span.span())
        .ifPresent(said -> metadata.put("opentelemetry.status", said));
    return new Payload(
        AttributeJson.object(read.input),
        AttributeJson.object(read.output),
        AttributeJson.object(metadata),
        error);
  }

  private SpanWrite spanRow(ReceivedSpan span, AttributeReader read, Payload payload) {
    UUID traceId = traceId(span);
    return new SpanWrite(
        spanId(span, traceId),
        project,
        traceId,
        parentId(span, traceId),
        name(span, read),
        read.type(),
        span.start(),
        span.end(),
        payload.input(),
        payload.output(),
        payload.metadata(),
        read.model(),
        read.provider(),
        read.tags,
        read.usage.counts(),
        payload.error(),
        version(span),
        read.cost,
        read.ttft,
        Source.SDK,
        read.environment);
  }

  private TraceWrite traceRow(
      ReceivedSpan root, AttributeReader read, TraceFacts facts, Payload payload) {
    return new TraceWrite(
        traceId(root),
        project,
        facts.name() == null ? name(root, read) : facts.name(),
        root.start(),
        root.end(),
        payload.input(),
        payload.output(),
        payload.metadata(),
        Stream.concat(read.traceTags.stream(), facts.tags().stream()).distinct().toList(),
        payload.error(),
        version(root),
        read.ttft,
        read.threadId == null ? facts.thread() : read.threadId,
        Source.SDK,
        read.environment);
  }

  /**
   * The row of a trace whose root is still to come, as it ends last, or never comes because the
   * program died: without one nobody would see the spans.
   */
  private TraceWrite standIn(ReceivedSpan topmost) {
    UUID id = traceId(topmost);
    return new TraceWrite(
        id,
        project,
        name(
            topmost,
            Objects.requireNonNull(attributes.get(new Key(topmost.traceId(), topmost.spanId())))),
        Instant.ofEpochMilli(OpikIds.epochMilli(id)),
        null,
        null,
        null,
        null,
        List.of(),
        null,
        STAND_IN_VERSION,
        null,
        null,
        Source.SDK,
        null);
  }

  /**
   * The time that decides between rows of one id: the end of the span, so that a span which is sent
   * again does not overrule what somebody changed since.
   */
  private Instant version(ReceivedSpan span) {
    Instant end = span.end() == null ? span.start() : span.end();
    return end.isBefore(now) ? end : now;
  }

  private UUID traceId(ReceivedSpan span) {
    UUID override = span.overrides().traceId();
    return override != null ? override : Objects.requireNonNull(traceIds.get(span.traceId()));
  }

  private static UUID spanId(ReceivedSpan span, UUID traceId) {
    UUID override = span.overrides().spanId();
    return override != null ? override : derived(span.traceId(), span.spanId(), traceId);
  }

  private @Nullable UUID parentId(ReceivedSpan span, UUID traceId) {
    if (span.overrides().parentSpanId() != null) {
      return span.overrides().parentSpanId();
    }
    if (span.parentId() == null) {
      return null;
    }
    ReceivedSpan parent = byKey.get(new Key(span.traceId(), span.parentId()));
    return parent != null && parent.overrides().spanId() != null
        ? parent.overrides().spanId()
        : derived(span.traceId(), span.parentId(), traceId);
  }

  private static UUID derived(String otelTraceId, String otelSpanId, UUID traceId) {
    return OpikIds.of(
        OpikIds.epochMilli(traceId),
        HexFormat.of().parseHex(otelTraceId),
        HexFormat.of().parseHex(otelSpanId));
  }

  private static @Nullable String name(ReceivedSpan span, AttributeReader read) {
    String name = span.span().getName();
    if (read.title != null && name.contains("{")) {
      return read.title;
    }
    return name.isEmpty() ? null : name;
  }

  /** What the spans of each trace say about the whole of it. */
  private Map<String, TraceFacts> facts() {
    Map<String, TraceFacts> facts = new HashMap<>();
    for (ReceivedSpan span : spans) {
      Key key = new Key(span.traceId(), span.spanId());
      facts
          .computeIfAbsent(span.traceId(), id -> new TraceFacts())
          .add(Objects.requireNonNull(attributes.get(key)).trace);
    }
    return facts;
  }

  /** By the span above: who of those right below it answered last. */
  private Map<Key, AttributeReader> answers() {
    Map<Key, ReceivedSpan> last = new HashMap<>();
    for (ReceivedSpan span : spans) {
      AttributeReader read = attributes.get(new Key(span.traceId(), span.spanId()));
      if (span.parentId() != null && read != null && !read.answer.isEmpty()) {
        last.merge(
            new Key(span.traceId(), span.parentId()),
            span,
            (a, b) -> b.start().isBefore(a.start()) ? a : b);
      }
    }
    Map<Key, AttributeReader> answers = new HashMap<>();
    last.forEach(
        (above, span) ->
            answers.put(
                above,
                Objects.requireNonNull(attributes.get(new Key(span.traceId(), span.spanId())))));
    return answers;
  }

  /**
   * The spans above one with usage, which may have come before: theirs is the sum of it, and would
   * be counted twice.
   */
  private Set<Key> keysWithUsageBelow() {
    Set<Key> above = new HashSet<>();
    byKey.forEach(
        (key, span) -> {
          boolean awaited = countedBelow.contains(traceId(span), span.spanId());
          if (awaited) {
            above.add(key);
          }
          if (awaited || !Objects.requireNonNull(attributes.get(key)).usage.isEmpty()) {
            ReceivedSpan at = span;
            while (at != null && at.parentId() != null) {
              Key parent = new Key(at.traceId(), at.parentId());
              // Spans may be, by mistake, one another's parents.
              if (parent.equals(key) || !above.add(parent)) {
                break;
              }
              at = byKey.get(parent);
              if (at == null) {
                countedBelow.await(traceId(span), parent.spanId());
              }
            }
          }
        });
    return above;
  }

  /** Of two spans of one trace the one without a parent in this request, else the earlier one. */
  private ReceivedSpan upper(ReceivedSpan a, ReceivedSpan b) {
    boolean aHasParent = byKey.containsKey(new Key(a.traceId(), String.valueOf(a.parentId())));
    boolean bHasParent = byKey.containsKey(new Key(b.traceId(), String.valueOf(b.parentId())));
    if (aHasParent != bHasParent) {
      return aHasParent ? b : a;
    }
    return b.start().isBefore(a.start()) ? b : a;
  }
}
