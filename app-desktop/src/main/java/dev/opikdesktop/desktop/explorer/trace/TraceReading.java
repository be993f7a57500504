package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.SpanPage;
import dev.opikdesktop.desktop.client.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of one trace: the first rows at once, the rest by pages, and then only what
 * has been written since. Belongs to the work that is under way, one piece at a time.
 */
final class TraceReading {
  private static final int FIRST_PAGE = 500;
  private static final int PAGE = 20_000;

  /** Clocks of several writers, and writes that were under way while the last were read. */
  private static final Duration OVERLAP = Duration.ofSeconds(3);

  private final OpikClient client;
  private final String projectId;
  private final String traceId;
  private final Clock clock;
  private final Map<String, Span> spans = new HashMap<>();
  private @Nullable Trace trace;
  private @Nullable SpanTree tree;
  private Set<String> hidden = Set.of();
  private Instant newest = Instant.EPOCH;
  private Instant since = Instant.EPOCH;
  private Instant began = Instant.EPOCH;

  /** The start of the last span that was read by pages, and which page from there is next. */
  private Instant reached = Instant.EPOCH;

  private int pageOfReached = 1;
  private long total;
  private boolean whole;
  private boolean changed;

  TraceReading(OpikClient client, String projectId, String traceId, Clock clock) {
    this.client = client;
    this.projectId = projectId;
    this.traceId = traceId;
    this.clock = clock;
  }

  /**
   * How far it is.
   *
   * @param tree of what is read, or of less while much is missing
   * @param whole whether all spans are read
   */
  record Read(SpanTree tree, long spans, long total, boolean whole) {}

  /**
   * Reads the next piece.
   *
   * @param hidesInternal leaves out spans that the SDK logged of itself
   */
  Read next(boolean hidesInternal) {
    Trace read = trace;
    if (read == null || whole) {
      read = client.trace(traceId);
      changed |= !read.equals(trace);
      trace = read.equals(trace) ? trace : read;
    }
    long all = whole ? readChanges() : readPage();
    Set<String> hides = hidesInternal ? client.spans().internal(projectId, traceId) : Set.of();
    changed |= !hides.equals(hidden);
    hidden = hides;
    SpanTree before = tree;
    boolean doubled = before == null || spans.size() >= 2 * before.size();
    if (before == null || (changed && (whole || doubled))) {
      before = SpanTree.of(read, spans.values(), clock.instant(), hidden, whole, before);
      tree = before;
      changed = false;
    }
    return new Read(before, spans.size(), all, whole);
  }

  private long readPage() {
    boolean first = total == 0;
    int size = first ? FIRST_PAGE : PAGE;
    began = first ? clock.instant() : began;
    SpanPage page =
        first
            ? client.spans().page(projectId, traceId, 1, size)
            : client.spans().pageFrom(projectId, traceId, reached, pageOfReached, size);
    add(page);
    total = first ? page.total() : total;
    whole = page.spans().size() < size;
    if (whole) {
      // What was written while the pages were read may have been missed.
      since = newest.minus(OVERLAP).minus(Duration.between(began, clock.instant()));
      changed = true;
    } else {
      Instant last = page.spans().getLast().startTime();
      // As many as a page holds may have begun at the same moment.
      pageOfReached = !first && last.equals(reached) ? pageOfReached + 1 : 1;
      reached = last;
    }
    return Math.max(total, spans.size());
  }

  private long readChanges() {
    for (int number = 1; ; number++) {
      SpanPage page = client.spans().changedSince(projectId, traceId, since, number, PAGE);
      add(page);
      if (page.spans().size() < PAGE) {
        break;
      }
    }
    since = newest.minus(OVERLAP);
    return spans.size();
  }

  private void add(SpanPage page) {
    newest = page.newest().isAfter(newest) ? page.newest() : newest;
    for (Span span : page.spans()) {
      Span known = spans.get(span.id());
      if (!span.equals(known)) {
        spans.put(span.id(), span);
        changed = true;
      }
    }
  }
}
