package dev.opikdesktop.server.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.queues.LockStore.Holder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Locks of several people, which a server without logins does not have. */
class LockStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final LockStore locks = new LockStore(RunningServer.shared().stores().relational());
  private final UUID queue = TimeOrderedIds.next();
  private final UUID item = TimeOrderedIds.next();

  @Test
  void onePersonMoreThanMayHaveAnItemIsToldWhoGivesItBackFirst() {
    Holder anna = new Holder("anna", NOW.plusSeconds(60));
    Holder bela = new Holder("bela", NOW.plusSeconds(30));
    assertThat(locks.take(queue, item, anna, 2, NOW)).isEmpty();
    assertThat(locks.take(queue, item, bela, 2, NOW)).isEmpty();

    assertThat(locks.take(queue, item, new Holder("cleo", NOW.plusSeconds(90)), 2, NOW))
        .contains(bela);
    assertThat(locks.of(queue, NOW)).isEqualTo(Map.of(item, List.of("anna", "bela")));
  }

  @Test
  void whoHasAnItemKeepsItLonger() {
    assertThat(locks.take(queue, item, new Holder("anna", NOW.plusSeconds(10)), 1, NOW)).isEmpty();
    assertThat(locks.take(queue, item, new Holder("anna", NOW.plusSeconds(20)), 1, NOW)).isEmpty();

    assertThat(locks.of(queue, NOW.plusSeconds(15))).hasSize(1);
  }

  @Test
  void anItemIsFreeOnceItsTimeIsOver() {
    assertThat(locks.take(queue, item, new Holder("anna", NOW.plusSeconds(10)), 1, NOW)).isEmpty();

    Instant later = NOW.plusSeconds(10);
    assertThat(locks.of(queue, later)).isEmpty();
    assertThat(locks.take(queue, item, new Holder("bela", later.plusSeconds(10)), 1, later))
        .isEmpty();
    assertThat(locks.of(queue, later)).isEqualTo(Map.of(item, List.of("bela")));
  }

  @Test
  void otherItemsAreFree() {
    assertThat(locks.take(queue, item, new Holder("anna", NOW.plusSeconds(10)), 1, NOW)).isEmpty();

    assertThat(
            locks.take(
                queue, TimeOrderedIds.next(), new Holder("bela", NOW.plusSeconds(10)), 1, NOW))
        .isEmpty();
  }
}
