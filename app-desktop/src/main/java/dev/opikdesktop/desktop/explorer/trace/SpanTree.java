package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace and its spans as one tree. A span whose parent is not there hangs under a node of its
 * own, so that nothing that was logged is hidden.
 *
 * @param root the trace
 * @param lengthMillis from the first start to the last end
 * @param spanCount without the trace itself
 * @param levels depth of the deepest span, 1 for those right under the trace
 */
public record SpanTree(SpanNode root, double lengthMillis, int spanCount, int levels) {
  static final String ORPHANS_ID = "orphans";

  private static final Comparator<Span> BY_START =
      Comparator.comparing(Span::startTime).thenComparing(Span::id);

  /**
   * @param now the end, so far, of what still runs
   */
  static SpanTree of(Trace trace, List<Span> spans, Instant now) {
    return new Builder(trace, spans, now).build();
  }

  private static final class Builder {
    private final Trace trace;
    private final Map<String, Span> byId = new HashMap<>();
    private final Map<String, List<Span>> byParent = new HashMap<>();
    private final Set<String> placed = new HashSet<>();
    private final Set<String> critical = new HashSet<>();
    private final Instant begin;
    private final Instant end;
    private int levels;

    Builder(Trace trace, List<Span> spans, Instant now) {
      this.trace = trace;
      for (Span span : spans) {
        byId.put(span.id(), span);
      }
      Instant first = trace.startTime();
      Instant last = trace.endTime() == null ? first : trace.endTime();
      boolean running = trace.isRunning();
      for (Span span : byId.values()) {
        first = span.startTime().isBefore(first) ? span.startTime() : first;
        Instant spanEnd = span.endTime() == null ? span.startTime() : span.endTime();
        last = spanEnd.isAfter(last) ? spanEnd : last;
        running |= span.isRunning();
        String parent = span.parentSpanId();
        byParent.computeIfAbsent(parent == null ? "" : parent, key -> new ArrayList<>()).add(span);
      }
      byParent.values().forEach(children -> children.sort(BY_START));
      boolean recent = Duration.between(last, now).compareTo(Duration.ofHours(1)) < 0;
      begin = first;
      end = running && recent && now.isAfter(last) ? now : last;
    }

    SpanTree build() {
      List<Span> tops = byParent.getOrDefault("", List.of());
      markCritical(tops, end);
      List<SpanNode> children = new ArrayList<>();
      for (Span top : tops) {
        children.add(node(top, 1));
      }
      List<SpanNode> orphans = orphans();
      if (!orphans.isEmpty()) {
        children.add(
            new SpanNode(
                ORPHANS_ID,
                SpanKind.ORPHANS,
                SpanKind.ORPHANS.label(),
                null,
                null,
                0,
                0,
                false,
                null,
                null,
                null,
                false,
                orphans));
      }
      SpanNode root =
          new SpanNode(
              trace.id(),
              SpanKind.TRACE,
              trace.name().isEmpty() ? "unnamed" : trace.name(),
              trace,
              null,
              millis(trace.startTime()),
              millis(trace.endTime() == null ? end : trace.endTime()),
              trace.isRunning(),
              trace.cost(),
              Units.totalTokens(trace.usage()),
              trace.error(),
              false,
              children);
      return new SpanTree(root, Math.max(millis(end), 0.001), byId.size(), levels);
    }

    /**
     * What no path from the trace reaches: spans with an absent parent, and spans that are each
     * other's parents.
     */
    private List<SpanNode> orphans() {
      List<SpanNode> orphans = new ArrayList<>();
      List<Span> rest =
          byId.values().stream()
              .filter(span -> !placed.contains(span.id()))
              .sorted(BY_START)
              .toList();
      for (Span span : rest) {
        if (!placed.contains(span.id()) && !byId.containsKey(String.valueOf(span.parentSpanId()))) {
          orphans.add(node(span, 2));
        }
      }
      for (Span span : rest) {
        if (!placed.contains(span.id())) {
          orphans.add(node(span, 2));
        }
      }
      return orphans;
    }

    private SpanNode node(Span span, int level) {
      placed.add(span.id());
      levels = Math.max(levels, level);
      List<SpanNode> children = new ArrayList<>();
      for (Span child : byParent.getOrDefault(span.id(), List.of())) {
        if (!placed.contains(child.id())) {
          children.add(node(child, level + 1));
        }
      }
      Instant spanEnd = span.endTime();
      return new SpanNode(
          span.id(),
          SpanKind.ofWire(span.type()),
          span.name().isEmpty() ? "unnamed" : span.name(),
          null,
          span,
          millis(span.startTime()),
          millis(spanEnd == null ? end : spanEnd),
          spanEnd == null,
          span.cost(),
          Units.totalTokens(span.usage()),
          span.error(),
          critical.contains(span.id()),
          children);
    }

    /**
     * Walks back from the end: the child that ended last was waited for, then the one that ended
     * before that began.
     */
    private void markCritical(List<Span> siblings, Instant until) {
      Instant cursor = until;
      List<Span> byEnd = new ArrayList<>(siblings);
      byEnd.sort(Comparator.comparing(this::endOf).reversed());
      for (Span span : byEnd) {
        if (!endOf(span).isAfter(cursor) && critical.add(span.id())) {
          markCritical(byParent.getOrDefault(span.id(), List.of()), endOf(span));
          cursor = span.startTime();
        }
      }
    }

    private Instant endOf(Span span) {
      return span.endTime() == null ? end : span.endTime();
    }

    private double millis(@Nullable Instant instant) {
      return instant == null ? 0 : Duration.between(begin, instant).toNanos() / 1e6;
    }
  }
}
