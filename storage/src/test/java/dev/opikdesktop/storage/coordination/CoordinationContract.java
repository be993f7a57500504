package dev.opikdesktop.storage.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every coordination store must do. A subclass says how to open one. */
public abstract class CoordinationContract {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  protected Coordination coordination;
  private ExecutorService executor;

  protected abstract Coordination open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    coordination = open();
    executor = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterEach
  void closeStore() {
    executor.shutdownNow();
    coordination.close();
  }

  /** A cache that no other test uses. */
  protected Cache<String> newCache() {
    return coordination.cache(settings(UUID.randomUUID().toString()));
  }

  private static CacheSettings<String> settings(String name) {
    return new CacheSettings<>(name, Duration.ofMinutes(5), 1000, Codec.TEXT);
  }

  @Test
  void whatWasPutIsFound() {
    Cache<String> cache = newCache();
    cache.put("key", "value");
    assertThat(cache.find("key")).contains("value");
  }

  @Test
  void whatWasNotPutIsNotFound() {
    assertThat(newCache().find("key")).isEmpty();
  }

  @Test
  void aMissingValueIsComputedOnceAndKept() {
    Cache<String> cache = newCache();
    AtomicInteger runs = new AtomicInteger();
    assertThat(cache.get("key", key -> key + runs.incrementAndGet())).isEqualTo("key1");
    assertThat(cache.get("key", key -> key + runs.incrementAndGet())).isEqualTo("key1");
  }

  @Test
  void manyThatAskForOneKeyTogetherShareOneComputation() throws Exception {
    Cache<String> cache = newCache();
    AtomicInteger runs = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(32);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      answers.add(
          executor.submit(
              () -> {
                together.await();
                return cache.get("key", key -> "value" + runs.incrementAndGet());
              }));
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo("value1");
    }
  }

  @Test
  void aSlowComputationKeepsNoOtherKeyWaiting() throws Exception {
    Cache<String> cache = newCache();
    CountDownLatch release = new CountDownLatch(1);
    Future<String> slow = executor.submit(() -> cache.get("slow", key -> waitFor(release)));
    for (int i = 0; i < 1000; i++) {
      assertThat(cache.get("quick" + i, key -> key)).isEqualTo("quick" + i);
    }
    assertThat(slow.isDone()).isFalse();
    release.countDown();
    assertThat(slow.get()).isEqualTo("waited");
  }

  @Test
  void aFailedComputationIsNotKept() {
    Cache<String> cache = newCache();
    assertThatThrownBy(
            () ->
                cache.get(
                    "key",
                    key -> {
                      throw new StorageException(Kind.UNAVAILABLE, "on purpose");
                    }))
        .isInstanceOf(StorageException.class)
        .hasMessage("on purpose");
    assertThat(cache.get("key", key -> "better")).isEqualTo("better");
  }

  @Test
  void whoSharesAFailedComputationGetsItsException() throws Exception {
    Cache<String> cache = newCache();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<String> first =
        executor.submit(
            () ->
                cache.get(
                    "key",
                    key -> {
                      begun.countDown();
                      waitFor(release);
                      throw new IllegalStateException("on purpose");
                    }));
    begun.await();
    AtomicReference<Thread> waiter = new AtomicReference<>();
    Future<String> second =
        executor.submit(
            () -> {
              waiter.set(Thread.currentThread());
              return cache.get("key", key -> "not shared");
            });
    await().until(() -> waiter.get() != null && waiter.get().getState() == Thread.State.WAITING);
    release.countDown();
    for (Future<String> answer : List.of(first, second)) {
      assertThatThrownBy(answer::get)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("on purpose");
    }
  }

  @Test
  void anInvalidatedValueIsComputedAgain() {
    Cache<String> cache = newCache();
    cache.put("key", "old");
    cache.invalidate("key");
    assertThat(cache.get("key", key -> "new")).isEqualTo("new");
  }

  @Test
  void invalidatingEverythingForgetsEveryKey() {
    Cache<String> cache = newCache();
    cache.put("a", "1");
    cache.put("b", "2");
    cache.invalidateAll();
    assertThat(cache.find("a")).isEmpty();
    assertThat(cache.find("b")).isEmpty();
  }

  @Test
  void aComputationThatBeganBeforeAnInvalidationIsNotServedAfterIt() throws Exception {
    Cache<String> cache = newCache();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<String> stale =
        executor.submit(
            () ->
                cache.get(
                    "key",
                    key -> {
                      begun.countDown();
                      waitFor(release);
                      return "stale";
                    }));
    begun.await();
    cache.invalidate("key");
    assertThat(cache.get("key", key -> "fresh")).isEqualTo("fresh");
    release.countDown();
    assertThat(stale.get()).isEqualTo("stale");
    assertThat(cache.find("key")).contains("fresh");
  }

  @Test
  void cachesOfDifferentNamesKeepApart() {
    Cache<String> one = newCache();
    Cache<String> other = newCache();
    one.put("key", "one");
    assertThat(other.find("key")).isEmpty();
  }

  @Test
  void theSameNameIsTheSameCache() {
    String name = UUID.randomUUID().toString();
    coordination.cache(settings(name)).put("key", "value");
    assertThat(coordination.cache(settings(name)).find("key")).contains("value");
  }

  @Test
  void oneNameCannotHaveTwoSettings() {
    coordination.cache(new CacheSettings<>("twice", Duration.ofMinutes(1), 10, Codec.TEXT));
    assertThatThrownBy(() -> coordination.cache(new CacheSettings<>("twice", LONG, 10, Codec.TEXT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void aLockHasOneHolderAtATime() throws Exception {
    String name = UUID.randomUUID().toString();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    int[] plain = {0};
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          executor.submit(
              () -> {
                for (int j = 0; j < 50; j++) {
                  try (HeldLock ignored = coordination.lock(name, LONG)) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    plain[0]++;
                    Thread.yield();
                    inside.decrementAndGet();
                  }
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(most).hasValue(1);
    assertThat(plain[0]).isEqualTo(1000);
  }

  @Test
  void aLockThatIsNotFreeInTimeIsUnavailable() throws Exception {
    String name = UUID.randomUUID().toString();
    try (HeldLock ignored = coordination.lock(name, LONG)) {
      Future<HeldLock> other = executor.submit(() -> coordination.lock(name, SHORT));
      assertThatThrownBy(other::get)
          .cause()
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void aLockThatWasGivenBackIsFree() throws Exception {
    String name = UUID.randomUUID().toString();
    coordination.lock(name, LONG).close();
    assertThat(canLock(name)).isTrue();
  }

  @Test
  void closingALockTwiceDoesNotTakeItFromTheNextHolder() throws Exception {
    String name = UUID.randomUUID().toString();
    HeldLock first = coordination.lock(name, LONG);
    first.close();
    try (HeldLock ignored = coordination.lock(name, LONG)) {
      first.close();
      assertThat(canLock(name)).isFalse();
    }
  }

  @Test
  void aThreadMayAskAgainForALockThatItHolds() throws Exception {
    String name = UUID.randomUUID().toString();
    try (HeldLock outer = coordination.lock(name, SHORT)) {
      coordination.lock(name, SHORT).close();
      assertThat(canLock(name)).isFalse();
    }
    assertThat(canLock(name)).isTrue();
  }

  @Test
  void severalLocksAreTakenAllOrNone() throws Exception {
    String free = "a" + UUID.randomUUID();
    String taken = "b" + UUID.randomUUID();
    try (HeldLock ignored = coordination.lock(taken, LONG)) {
      Future<HeldLock> both = executor.submit(() -> coordination.lock(List.of(free, taken), SHORT));
      assertThatThrownBy(both::get).hasCauseInstanceOf(StorageException.class);
      assertThat(canLock(free)).isTrue();
    }
  }

  @Test
  void callersThatNameTheSameLocksInAnotherOrderDoNotDeadlock() throws Exception {
    List<String> names =
        List.of("x" + UUID.randomUUID(), "y" + UUID.randomUUID(), "z" + UUID.randomUUID());
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<String> order = i % 2 == 0 ? names : names.reversed();
      all.add(
          executor.submit(
              () -> {
                for (int j = 0; j < 100; j++) {
                  coordination.lock(order, LONG).close();
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(canLock(names.getFirst())).isTrue();
  }

  @Test
  void aWaiterGetsTheLockAsSoonAsItIsFree() throws Exception {
    String name = UUID.randomUUID().toString();
    HeldLock held = coordination.lock(name, LONG);
    Future<Boolean> waiter =
        executor.submit(
            () -> {
              coordination.lock(name, LONG).close();
              return true;
            });
    assertThat(waiter.isDone()).isFalse();
    held.close();
    await().atMost(Duration.ofSeconds(5)).until(waiter::isDone);
    assertThat(waiter.get()).isTrue();
  }

  /** Whether another thread gets the lock. */
  private boolean canLock(String name) throws Exception {
    Callable<Boolean> attempt =
        () -> {
          try (HeldLock ignored = coordination.lock(name, SHORT)) {
            return true;
          } catch (StorageException e) {
            return false;
          }
        };
    return executor.submit(attempt).get();
  }

  private static String waitFor(CountDownLatch latch) {
    try {
      latch.await();
      return "waited";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
