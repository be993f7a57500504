package dev.opikdesktop.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.server.events.Change.Entity;
import dev.opikdesktop.server.events.Event.Changed;
import dev.opikdesktop.server.events.Event.Refresh;
import dev.opikdesktop.server.events.Events.Subscription;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventsTest {
  private static final UUID PROJECT = UUID.randomUUID();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Events events = new Events();

  @AfterEach
  void close() {
    events.close();
  }

  private static Change change(UUID project, int count) {
    return new Change(
        Entity.SPAN, project, Stream.generate(UUID::randomUUID).limit(count).toList());
  }

  @Test
  void whatIsDoneQuietlyIsNotHeard() throws InterruptedException {
    try (Subscription listener = events.subscribe(null, OptionalLong.empty())) {
      events.quietly(() -> events.publish(change(PROJECT, 10)));
      events.publish(change(PROJECT, 1));
      assertThat(listener.next(PATIENCE))
          .isInstanceOfSatisfying(
              Changed.class, changed -> assertThat(changed.change().ids()).hasSize(1));
    }
  }

  @Test
  void aBurstBecomesOneEvent() throws InterruptedException {
    try (Subscription listener = events.subscribe(null, OptionalLong.empty())) {
      for (int i = 0; i < 20; i++) {
        events.publish(change(PROJECT, 10));
      }
      assertThat(listener.next(PATIENCE))
          .isInstanceOfSatisfying(
              Changed.class, changed -> assertThat(changed.change().ids()).hasSize(200));
    }
  }

  @Test
  void anIdThatChangesTwiceInABurstIsListedOnce() throws InterruptedException {
    Change twice = change(PROJECT, 1);
    try (Subscription listener = events.subscribe(null, OptionalLong.empty())) {
      events.publish(twice);
      events.publish(twice);
      assertThat(listener.next(PATIENCE))
          .isInstanceOfSatisfying(
              Changed.class, changed -> assertThat(changed.change()).isEqualTo(twice));
    }
  }

  @Test
  void moreThanAThousandIdsBecomeARefreshOfTheProject() throws InterruptedException {
    try (Subscription listener = events.subscribe(PROJECT, OptionalLong.empty())) {
      events.publish(change(PROJECT, 600));
      events.publish(change(PROJECT, 600));
      assertThat(listener.next(PATIENCE))
          .isInstanceOfSatisfying(
              Refresh.class, refresh -> assertThat(refresh.projectId()).isEqualTo(PROJECT));
    }
  }

  @Test
  void aListenerWhoDoesNotKeepUpIsToldToReadEverythingAgain() throws InterruptedException {
    try (Subscription slow = events.subscribe(null, OptionalLong.empty());
        Subscription last = events.subscribe(null, OptionalLong.empty())) {
      UUID end = UUID.randomUUID();
      for (int i = 0; i < Events.QUEUE; i++) {
        events.publish(change(UUID.randomUUID(), 1));
      }
      events.publish(change(end, 1));
      Event event = last.next(PATIENCE);
      while (!event.concerns(end)) {
        event = last.next(PATIENCE);
      }
      assertThat(slow.next(PATIENCE)).isInstanceOf(Refresh.class);
    }
  }

  @Test
  void aNumberThatIsNotKeptAnyMoreMeansRefresh() throws InterruptedException {
    long before;
    try (Subscription first = events.subscribe(null, OptionalLong.empty())) {
      before = first.start();
    }
    for (int i = 0; i < Events.KEPT + 1; i++) {
      events.publish(change(UUID.randomUUID(), 1));
    }
    await()
        .until(
            () -> {
              try (Subscription now = events.subscribe(null, OptionalLong.empty())) {
                return now.start() == before + Events.KEPT + 1;
              }
            });
    try (Subscription late = events.subscribe(null, OptionalLong.of(before))) {
      assertThat(late.next(PATIENCE)).isInstanceOf(Refresh.class);
    }
  }

  @Test
  void nothingIsToldTwiceToWhoSawTheLatestEvent() throws InterruptedException {
    events.publish(change(PROJECT, 1));
    long seen;
    try (Subscription first = events.subscribe(null, OptionalLong.empty())) {
      Event event = first.next(PATIENCE);
      seen = event.number();
    }
    try (Subscription again = events.subscribe(null, OptionalLong.of(seen))) {
      assertThat(again.next(Duration.ofMillis(1))).isNull();
    }
  }

  @Test
  void aStreamThatBreaksOffBeforeWhatItMissedGoesOnWhereTheOneBeforeEnded()
      throws InterruptedException {
    events.publish(change(PROJECT, 1));
    long seen;
    try (Subscription first = events.subscribe(null, OptionalLong.of(0))) {
      seen = first.next(PATIENCE).number();
    }
    try (Subscription first = events.subscribe(null, OptionalLong.empty())) {
      events.publish(change(PROJECT, 1));
      assertThat(first.next(PATIENCE).number()).isGreaterThan(seen);
    }
    try (Subscription again = events.subscribe(null, OptionalLong.of(seen))) {
      assertThat(again.start()).isEqualTo(seen);
    }
    try (Subscription late = events.subscribe(null, OptionalLong.of(0))) {
      assertThat(late.start()).isZero();
    }
  }

  @Test
  void closingEndsEverySubscription() throws InterruptedException {
    Subscription listener = events.subscribe(null, OptionalLong.empty());
    events.close();
    assertThat(listener.next(PATIENCE)).isNull();
    assertThat(listener.hasEnded()).isTrue();
  }
}
