package dev.opikdesktop.storage.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalCoordinationTest extends CoordinationContract {
  private final AtomicLong nanos = new AtomicLong();

  @Override
  protected Coordination open() {
    return new LocalCoordination(nanos::get);
  }

  @Test
  void aValueIsForgottenAfterItsTimeToLive() {
    Cache<String> cache =
        coordination.cache(new CacheSettings<>("short", Duration.ofSeconds(10), 10, Codec.TEXT));
    cache.put("key", "value");
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(cache.find("key")).contains("value");
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(cache.find("key")).isEmpty();
  }

  @Test
  void noMoreValuesAreKeptThanTheMaximum() {
    Cache<String> cache =
        coordination.cache(new CacheSettings<>("small", Duration.ofHours(1), 10, Codec.TEXT));
    for (int i = 0; i < 1000; i++) {
      cache.put("key" + i, "value");
    }
    long kept = 0;
    for (int i = 0; i < 1000; i++) {
      kept += cache.find("key" + i).isPresent() ? 1 : 0;
    }
    assertThat(kept).isBetween(1L, 10L);
  }

  @Test
  void namesOfLocksThatNobodyUsesTakeNoMemory() {
    LocalCoordination local = (LocalCoordination) coordination;
    for (int i = 0; i < 1000; i++) {
      local.lock(List.of("a" + i, "b" + i), Duration.ofSeconds(1)).close();
    }
    try (HeldLock ignored = local.lock("held", Duration.ofSeconds(1))) {
      assertThat(local.lockedNames()).isEqualTo(1);
      Thread other = Thread.ofVirtual().start(() -> lockInVain(local));
      assertThat(joined(other)).isTrue();
      assertThat(local.lockedNames()).isEqualTo(1);
    }
    assertThat(local.lockedNames()).isZero();
  }

  @Test
  void anInterruptedWaiterGivesUpAndLeavesNothingBehind() throws Exception {
    LocalCoordination local = (LocalCoordination) coordination;
    try (HeldLock ignored = local.lock("held", Duration.ofSeconds(1))) {
      Thread waiter =
          Thread.ofVirtual()
              .start(
                  () ->
                      assertThatThrownBy(
                              () -> local.lock(List.of("first", "held"), Duration.ofHours(1)))
                          .isInstanceOf(StorageException.class));
      waiter.interrupt();
      assertThat(joined(waiter)).isTrue();
      assertThat(local.lockedNames()).isEqualTo(1);
    }
  }

  private static void lockInVain(LocalCoordination local) {
    assertThatThrownBy(() -> local.lock("held", Duration.ofMillis(10)))
        .isInstanceOf(StorageException.class);
  }

  private static boolean joined(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
