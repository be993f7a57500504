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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of one trace: the first rows at once, the rest by pages, and then only what
 * has been written since. Belongs to the work that is under way, one piece at a time.
 */
public final class TraceReading {
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

  public TraceReading(OpikClient client, String projectId, String traceId, Clock clock) {
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
  public record Read(SpanTree tree, long spans, long total, boolean whole) {}

  /**
   * Reads the next piece.
   *
   * @param hidesInternal leaves out spans that the SDK logged of itself
   */
  public Read next(boolean hidesInternal) {
    if (trace == null) {
      readFirst();
    } else if (whole) {
      see(client.trace(traceId));
      readChanges();
    } else {
      readPage();
    }
    Set<String> hides = hidesInternal ? client.spans().internal(projectId, traceId) : Set.of();
    changed |= !hides.equals(hidden);
    hidden = hides;
    Trace shown = Objects.requireNonNull(trace);
    SpanTree before = tree;
    boolean doubled = before == null || spans.size() >= 2 * before.size();
    if (before == null || (changed && (whole || doubled))) {
      before = SpanTree.of(shown, spans.values(), clock.instant(), hidden, whole, before);
      tree = before;
      changed = false;
    }
    return new Read(before, spans.size(), Math.max(total, spans.size()), whole);
  }

  /**
   * The server adds a trace of many spans up before it shows it: its first spans are there first.
   */
  private void readFirst() {
    began = clock.instant();
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Trace> asked = beside.submit(() -> client.trace(traceId));
      SpanPage page = client.spans().page(projectId, traceId, 1, FIRST_PAGE);
      total = page.total();
      pageRead(page, FIRST_PAGE);
      see(asked.get());
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private void see(Trace read) {
    if (!read.equals(trace)) {
      trace = read;
      changed = true;
    }
  }

  private void readPage() {
    pageRead(client.spans().pageFrom(projectId, traceId, reached, pageOfReached, PAGE), PAGE);
  }

  private void pageRead(SpanPage page, int size) {
    add(page);
    whole = page.spans().size() < size;
    if (whole) {
      // What was written while the pages were read may have been missed.
      since = newest.minus(OVERLAP).minus(Duration.between(began, clock.instant()));
      changed = true;
    } else {
      Instant last = page.spans().getLast().startTime();
      // As many as a page holds may have begun at the same moment.
      pageOfReached = last.equals(reached) ? pageOfReached + 1 : 1;
      reached = last;
    }
  }

  private void readChanges() {
    for (int number = 1; ; number++) {
      SpanPage page = client.spans().changedSince(projectId, traceId, since, number, PAGE);
      add(page);
      if (page.spans().size() < PAGE) {
        break;
      }
    }
    since = newest.minus(OVERLAP);
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
