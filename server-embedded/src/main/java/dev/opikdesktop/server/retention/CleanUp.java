package dev.opikdesktop.server.retention;

import dev.opikdesktop.server.deletes.Cascade;
import dev.opikdesktop.server.deletes.Compaction;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.threads.ThreadDeletion;
import dev.opikdesktop.storage.observation.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes traces that the rules call too old, and the oldest ones of all projects while the data
 * folder is larger than it may be; then takes their bytes off the disk. Every hour, and when asked.
 */
public final class CleanUp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration PERIOD = Duration.ofHours(1);

  /** One trace in so many goes at a time, oldest first, while the folder is too large. */
  private static final int PART = 20;

  private static final int MOST_PARTS = 3 * PART;

  private final RetentionService rules;
  private final Traces traces;
  private final Cascade cascade;
  private final ThreadDeletion threads;
  private final Compaction compaction;
  private final LongSupplier folderSize;
  private final long mostBytes;
  private final InstantSource clock;
  private final ReentrantLock running = new ReentrantLock();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Observation origin = Observation.current().origin();
  private final Thread background;

  /**
   * Begins to look every hour.
   *
   * @param folderSize counts the bytes of the data folder
   * @param mostBytes that it may have; {@link Long#MAX_VALUE} for any number
   */
  public CleanUp(
      RetentionService rules,
      Traces traces,
      Cascade cascade,
      ThreadDeletion threads,
      Compaction compaction,
      LongSupplier folderSize,
      long mostBytes,
      InstantSource clock) {
    this.rules = rules;
    this.traces = traces;
    this.cascade = cascade;
    this.threads = threads;
    this.compaction = compaction;
    this.folderSize = folderSize;
    this.mostBytes = mostBytes;
    this.clock = clock;
    this.background = Thread.ofVirtual().name("clean-up").start(this::run);
  }

  /**
   * What came of it.
   *
   * @param removed from each project that lost something
   * @param bytesBefore of the data folder
   * @param bytesAfter the same afterwards
   */
  public record Result(List<Removed> removed, long bytesBefore, long bytesAfter) {}

  /** How much a project lost. */
  public record Removed(UUID projectId, long traces, long spans) {}

  /** How many traces of a project are too old. */
  record Doomed(UUID projectId, long traces) {}

  /** Obeys the rules and the size. Returns when the bytes are off the disk. */
  Result now() {
    running.lock();
    try {
      long before = folderSize.getAsLong();
      List<Removed> removed = obey();
      return new Result(removed, before, folderSize.getAsLong());
    } finally {
      running.unlock();
    }
  }

  /** Looks at the folder only if its size is limited: to count it, every file is asked. */
  private List<Removed> obey() {
    Map<UUID, Cascade.Removed> removed = new LinkedHashMap<>();
    obeyRules(removed);
    if (!removed.isEmpty()) {
      compaction.now();
    }
    if (mostBytes != Long.MAX_VALUE) {
      obeySize(removed);
    }
    List<Removed> result = new ArrayList<>();
    removed.forEach(
        (project, of) -> {
          threads.deleteEmpty(Caller.LOCAL, project);
          LOG.info("Cleaned up project {}: {} traces, {} spans", project, of.traces(), of.spans());
          result.add(new Removed(project, of.traces(), of.spans()));
        });
    return result;
  }

  /** Ends the looking. */
  @Override
  public void close() {
    closing.countDown();
    background.interrupt();
  }

  /**
   * What the rules would delete now.
   *
   * @param draft a rule that is not there yet and would take the place of one; null for none
   */
  List<Doomed> doomed(@Nullable RetentionRule draft) {
    List<RetentionRule> enabled = new ArrayList<>(rules.enabled(Caller.LOCAL));
    if (draft != null) {
      enabled.removeIf(draft::takesThePlaceOf);
      enabled.add(draft);
    }
    List<Doomed> doomed = new ArrayList<>();
    forEachRuled(
        enabled,
        (project, from, to) -> {
          long count = traces.between(Caller.LOCAL, project, from, to);
          if (count > 0) {
            doomed.add(new Doomed(project, count));
          }
        });
    return doomed;
  }

  private void obeyRules(Map<UUID, Cascade.Removed> removed) {
    List<RetentionRule> enabled = rules.enabled(Caller.LOCAL);
    forEachRuled(enabled, (project, from, to) -> remove(project, from, to, removed));
    for (RetentionRule rule : enabled) {
      if (!rule.catchUpDone()) {
        rules.caughtUp(Caller.LOCAL, rule);
      }
    }
  }

  /** Hands over the times between which traces of a project are too old, where there are any. */
  private void forEachRuled(List<RetentionRule> enabled, Ruled ruled) {
    if (enabled.isEmpty()) {
      return;
    }
    for (UUID project : traces.projects(Caller.LOCAL)) {
      Optional<RetentionRule> rule = RetentionService.of(project, enabled);
      Optional<Duration> kept =
          rule.flatMap(each -> Retention.ofWord(each.retention())).flatMap(Retention::kept);
      if (kept.isPresent()) {
        Instant from = rule.get().applyToPast() ? Instant.EPOCH : rule.get().createdAt();
        Instant to = clock.instant().minus(kept.get());
        if (from.isBefore(to)) {
          ruled.tooOld(project, from, to);
        }
      }
    }
  }

  /** Takes what is too old. */
  @FunctionalInterface
  private interface Ruled {
    void tooOld(UUID project, Instant from, Instant to);
  }

  private void obeySize(Map<UUID, Cascade.Removed> removed) {
    for (int part = 0; part < MOST_PARTS && folderSize.getAsLong() > mostBytes; part++) {
      Optional<Instant> until = traces.oldest(Caller.LOCAL, PART);
      if (until.isEmpty()) {
        LOG.warn("The data folder has no traces and is larger than it may be");
        return;
      }
      for (UUID project : traces.projects(Caller.LOCAL)) {
        remove(project, Instant.EPOCH, until.get(), removed);
      }
      compaction.now();
    }
  }

  private void remove(UUID project, Instant from, Instant to, Map<UUID, Cascade.Removed> removed) {
    Cascade.Removed some =
        cascade.range(
            Caller.LOCAL, project, TimeOrderedIds.firstOf(from), TimeOrderedIds.firstOf(to));
    if (some.traces() + some.spans() > 0) {
      removed.merge(project, some, Cascade.Removed::plus);
    }
  }

  private void run() {
    Duration pause = FIRST;
    try {
      while (!closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        running.lock();
        try {
          origin.whole("clean up", this::obey);
        } catch (RuntimeException e) {
          LOG.warn("What is too old stays until the next attempt: {}", e.getMessage());
        } finally {
          running.unlock();
        }
        pause = PERIOD;
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
