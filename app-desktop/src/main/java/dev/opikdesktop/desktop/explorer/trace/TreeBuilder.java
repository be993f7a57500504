package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.trace.SpanNode.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts spans in the order of a tree. Spans are numbered by their start while it works; no step
 * takes longer than sorting them does.
 */
final class TreeBuilder {
  private static final Comparator<Span> BY_START =
      Comparator.comparing(Span::startTime).thenComparing(Span::id);

  /** The parent is the trace. */
  private static final int TOP = -1;

  /** There is a parent's id, and no such span. */
  private static final int LOST = -2;

  private static final int NONE = -1;

  /** A running trace that has been silent for longer has ended without saying so. */
  private static final Duration SILENCE = Duration.ofHours(1);

  private final Trace trace;
  private final Set<String> hidden;
  private final @Nullable SpanTree before;
  private final Span[] spans;
  private final Map<String, Span> byId;
  private final int[] parents;
  private final int[] firstChild;
  private final int[] nextSibling;
  private final boolean[] placed;
  private final Instant begin;
  private final Instant end;
  private final boolean running;

  private final SpanNode[] nodes;
  private final int[] depths;
  private final int[] parentPlaces;
  private final int[] numbersByPlace;
  private final Map<String, Integer> places;
  private int size;

  TreeBuilder(
      Trace trace,
      Collection<Span> all,
      Instant now,
      Set<String> hidden,
      @Nullable SpanTree before) {
    this.trace = trace;
    this.hidden = hidden;
    byId = HashMap.newHashMap(all.size());
    Instant first = trace.startTime();
    Instant last = trace.endTime() == null ? first : trace.endTime();
    boolean open = trace.isRunning();
    for (Span span : all) {
      byId.put(span.id(), span);
      first = span.startTime().isBefore(first) ? span.startTime() : first;
      Instant spanEnd = span.endTime() == null ? span.startTime() : span.endTime();
      last = spanEnd.isAfter(last) ? spanEnd : last;
    }
    running = open && Duration.between(last, now).compareTo(SILENCE) < 0;
    begin = first;
    end = running && now.isAfter(last) ? now : last;
    this.before = before != null && before.begin.equals(begin) ? before : null;

    spans =
        byId.values().stream()
            .filter(span -> !hidden.contains(span.id()))
            .sorted(BY_START)
            .toArray(Span[]::new);
    parents = new int[spans.length];
    firstChild = new int[spans.length];
    nextSibling = new int[spans.length];
    placed = new boolean[spans.length];
    nodes = new SpanNode[spans.length + 2];
    depths = new int[nodes.length];
    parentPlaces = new int[nodes.length];
    numbersByPlace = new int[nodes.length];
    places = HashMap.newHashMap(nodes.length);
  }

  /**
   * @param whole whether orphans are shown: while spans are still read, a missing parent may come
   */
  SpanTree build(boolean whole) {
    int firstTop = link();
    put(root(), 0, NONE);
    for (int top = firstTop; top != NONE; top = nextSibling[top]) {
      place(top, 0);
    }
    int orphansPlace = 0;
    if (whole && size <= spans.length) {
      orphansPlace = size;
      put(orphans(), 1, 0);
      for (int span = 0; span < spans.length; span++) {
        if (parents[span] == LOST) {
          place(span, orphansPlace);
        }
      }
      // What is left are spans that are each other's parents.
      for (int span = 0; span < spans.length; span++) {
        if (!placed[span]) {
          place(span, orphansPlace);
        }
      }
    }
    return new SpanTree(
        Arrays.copyOf(nodes, size),
        Arrays.copyOf(depths, size),
        Arrays.copyOf(parentPlaces, size),
        places,
        orphansPlace,
        begin,
        Math.max(SpanTree.millis(begin, end), 0.001),
        running);
  }

  /** Chains the children of each parent, and returns the first of those right under the trace. */
  private int link() {
    Map<String, Integer> numbers = HashMap.newHashMap(spans.length);
    for (int span = 0; span < spans.length; span++) {
      numbers.put(spans[span].id(), span);
    }
    Arrays.fill(firstChild, NONE);
    int firstTop = NONE;
    for (int span = spans.length - 1; span >= 0; span--) {
      int parent = parentOf(spans[span], numbers);
      parents[span] = parent;
      if (parent == TOP) {
        nextSibling[span] = firstTop;
        firstTop = span;
      } else if (parent != LOST) {
        nextSibling[span] = firstChild[parent];
        firstChild[parent] = span;
      }
    }
    return firstTop;
  }

  private int parentOf(Span span, Map<String, Integer> numbers) {
    String parent = span.parentSpanId();
    // Hidden spans that are each other's parents lead nowhere.
    for (int steps = 0; parent != null && steps <= hidden.size(); steps++) {
      Integer number = numbers.get(parent);
      if (number != null) {
        return number;
      }
      Span hiddenOne = byId.get(parent);
      if (hiddenOne == null) {
        return LOST;
      }
      parent = hiddenOne.parentSpanId();
    }
    return parent == null ? TOP : LOST;
  }

  /**
   * Places a span with everything below it; without recursion, since a chain may be of any depth.
   */
  private void place(int top, int parentPlace) {
    int topDepth = depths[parentPlace] + 1;
    int current = top;
    int place = enter(current, topDepth, parentPlace);
    while (true) {
      int child = firstChild[current];
      while (child != NONE && placed[child]) {
        child = nextSibling[child];
      }
      firstChild[current] = child == NONE ? NONE : nextSibling[child];
      if (child != NONE) {
        place = enter(child, depths[place] + 1, place);
        current = child;
      } else if (current == top) {
        return;
      } else {
        place = parentPlaces[place];
        current = numbersByPlace[place];
      }
    }
  }

  private int enter(int span, int depth, int parentPlace) {
    placed[span] = true;
    numbersByPlace[size] = span;
    return put(node(spans[span]), depth, parentPlace);
  }

  private int put(SpanNode node, int depth, int parentPlace) {
    nodes[size] = node;
    depths[size] = depth;
    parentPlaces[size] = parentPlace;
    places.put(node.id(), size);
    return size++;
  }

  private SpanNode node(Span span) {
    double start = SpanTree.millis(begin, span.startTime());
    Instant spanEnd = span.endTime();
    double reach = spanEnd == null ? start : SpanTree.millis(begin, spanEnd);
    Ending ending = spanEnd != null ? Ending.ENDED : running ? Ending.RUNNING : Ending.MISSING;
    int known = before == null ? NONE : before.placeOf(span.id());
    if (before != null
        && known != NONE
        && before.nodes[known].isStillOf(span, start, reach, ending)) {
      return before.nodes[known];
    }
    return new SpanNode(
        span.id(),
        SpanKind.ofWire(span.type()),
        span.name().isEmpty() ? "unnamed" : span.name(),
        null,
        span,
        start,
        reach,
        ending,
        span.cost(),
        Units.totalTokens(span.usage()),
        span.error());
  }

  private SpanNode root() {
    double start = SpanTree.millis(begin, trace.startTime());
    Instant traceEnd = trace.endTime();
    return new SpanNode(
        trace.id(),
        SpanKind.TRACE,
        trace.name().isEmpty() ? "unnamed" : trace.name(),
        trace,
        null,
        start,
        traceEnd == null ? start : SpanTree.millis(begin, traceEnd),
        traceEnd != null ? Ending.ENDED : running ? Ending.RUNNING : Ending.MISSING,
        trace.cost(),
        Units.totalTokens(trace.usage()),
        trace.error());
  }

  private static SpanNode orphans() {
    return new SpanNode(
        SpanTree.ORPHANS_ID,
        SpanKind.ORPHANS,
        SpanKind.ORPHANS.label(),
        null,
        null,
        0,
        0,
        Ending.ENDED,
        null,
        null,
        null);
  }
}
