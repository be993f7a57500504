package dev.opikdesktop.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Work that has its time; that it ends with its client is in AnalyticsQueryLimitsTest. */
class ClientWatchTest {
  private static final ApiException LATE = ApiException.badRequest("late");

  @Test
  void workThatTakesTooLongIsBrokenOffAndLeavesNoMarkOnItsThread() {
    assertThatThrownBy(() -> ClientWatch.during(Duration.ofMillis(50), () -> LATE, () -> forEver()))
        .isSameAs(LATE);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void workThatFailsInTimeFailsAsItDoes() {
    IllegalStateException failure = new IllegalStateException();

    assertThatThrownBy(
            () ->
                ClientWatch.during(
                    Duration.ofMinutes(1),
                    () -> LATE,
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  private static String forEver() {
    try {
      new Semaphore(0).acquire();
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Kind.UNAVAILABLE, "Interrupted", e);
    }
  }
}
