package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace and its spans as one tree. A span whose parent is not there hangs under a node of its
 * own, so that nothing that was logged is hidden.
 *
 * <p>The nodes lie in the order in which they are shown, each right before what is below it, and
 * are known by their place in it, the trace's being 0: what is done to a hundred thousand of them
 * walks through arrays, and needs no stack for a tree of any depth. A tree never changes; it is
 * built off the thread that draws.
 */
public final class SpanTree {
  static final String ORPHANS_ID = "orphans";

  final SpanNode[] nodes;
  final int[] depths;

  /** The place behind the last node below each. */
  final int[] ends;

  final Instant begin;
  private final int[] parents;
  private final Map<String, Integer> places;
  private final double lengthMillis;
  private final boolean running;
  private final int orphansPlace;
  private final int levels;
  private final BitSet critical;
  private final int[] errors;
  private final long[] tokens;
  private final double[] costs;

  SpanTree(
      SpanNode[] nodes,
      int[] depths,
      int[] parents,
      Map<String, Integer> places,
      int orphansPlace,
      Instant begin,
      double lengthMillis,
      boolean running) {
    this.nodes = nodes;
    this.depths = depths;
    this.parents = parents;
    this.places = places;
    this.orphansPlace = orphansPlace;
    this.begin = begin;
    this.lengthMillis = lengthMillis;
    this.running = running;
    int size = nodes.length;
    ends = new int[size];
    errors = new int[size];
    tokens = new long[size];
    costs = new double[size];
    int deepest = 0;
    for (int place = size - 1; place >= 0; place--) {
      ends[place] = Math.max(ends[place], place + 1);
      deepest = Math.max(deepest, depths[place]);
      if (place > 0) {
        addUp(place);
      }
    }
    levels = deepest;
    critical = CriticalPath.of(this);
  }

  private void addUp(int place) {
    SpanNode node = nodes[place];
    errors[place] += node.error() == null ? 0 : 1;
    tokens[place] += node.tokens() == null ? 0 : node.tokens();
    costs[place] += node.cost() == null ? 0 : node.cost();
    int parent = parents[place];
    ends[parent] = Math.max(ends[parent], ends[place]);
    errors[parent] += errors[place];
    tokens[parent] += tokens[place];
    costs[parent] += costs[place];
  }

  /** As {@link #of(Trace, Collection, Instant, Set, boolean, SpanTree)} of all there is. */
  public static SpanTree of(Trace trace, Collection<Span> spans, Instant now) {
    return of(trace, spans, now, Set.of(), true, null);
  }

  /**
   * @param now the end, so far, of what still runs
   * @param hidden ids of spans that are left out; what is below one hangs from the nearest that is
   *     not
   * @param whole whether these are all spans; if not, one whose parent is missing is left out
   * @param before an older tree of the same trace, whose nodes are taken over where they can be
   */
  static SpanTree of(
      Trace trace,
      Collection<Span> spans,
      Instant now,
      Set<String> hidden,
      boolean whole,
      @Nullable SpanTree before) {
    return new TreeBuilder(trace, spans, now, hidden, before).build(whole);
  }

  public SpanNode root() {
    return nodes[0];
  }

  /** From the first start to the last end, and to when the tree was built if it runs. */
  public double lengthMillis() {
    return lengthMillis;
  }

  /** How long it is by now. */
  double lengthMillis(Instant now) {
    return running ? Math.max(lengthMillis, millis(begin, now)) : lengthMillis;
  }

  static double millis(Instant begin, Instant instant) {
    return Duration.between(begin, instant).toNanos() / 1e6;
  }

  /** Whether it grows with the clock. */
  public boolean isRunning() {
    return running;
  }

  /** Without the trace itself. */
  public int spanCount() {
    return nodes.length - (orphansPlace == 0 ? 1 : 2);
  }

  /** Depth of the deepest span, 1 for those right under the trace. */
  public int levels() {
    return levels;
  }

  /** The node at a place; 0 is the trace's. */
  public SpanNode node(int place) {
    return nodes[place];
  }

  /** 0 for the trace. */
  public int depthOf(int place) {
    return depths[place];
  }

  /** The place behind the last node below this one. */
  public int endOf(int place) {
    return ends[place];
  }

  /** Places of the trace, its spans and the node that gathers orphans. */
  public int size() {
    return nodes.length;
  }

  /** -1 for an id that is not in the tree. */
  public int placeOf(String id) {
    return places.getOrDefault(id, -1);
  }

  /** -1 for the trace's. */
  public int parentOf(int place) {
    return parents[place];
  }

  boolean hasChildren(int place) {
    return ends[place] > place + 1;
  }

  /** 1 for the first span, 0 for the trace; the orphans' own node is not counted. */
  int number(int place) {
    return orphansPlace == 0 || place < orphansPlace ? place : place - 1;
  }

  /** Whether the trace waited for this node: see {@link CriticalPath}. */
  public boolean isCritical(int place) {
    return critical.get(place);
  }

  /** A node with everything below it. */
  public Sums sums(int place) {
    int spans = ends[place] - place;
    boolean gathers = orphansPlace > 0 && orphansPlace >= place && orphansPlace < ends[place];
    return new Sums(
        spans - (gathers ? 1 : 0) - (place == 0 ? 1 : 0),
        errors[place],
        tokens[place],
        costs[place]);
  }
}
