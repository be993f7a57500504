package dev.opikdesktop.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnseenIdsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final UnseenIds unseen = new UnseenIds(START.toEpochMilli());

  @Test
  void aYoungerIdIsUnseenUntilItIsAdded() {
    UUID id = at(1);
    assertThat(unseen.areUnseen(List.of(id))).isTrue();
    unseen.add(List.of(id));
    assertThat(unseen.areUnseen(List.of(id))).isFalse();
    assertThat(unseen.areUnseen(List.of(at(1), id))).isFalse();
  }

  @Test
  void nothingIsKnownOfIdsThatAreAsOldAsTheStart() {
    assertThat(unseen.areUnseen(List.of(at(0)))).isFalse();
    assertThat(unseen.areUnseen(List.of(at(-1)))).isFalse();
  }

  @Test
  void nothingIsKnownOfIdsWithoutATime() {
    assertThat(unseen.areUnseen(List.of(new UUID(0x7fffffff_ffff_4000L, 1)))).isFalse();
  }

  @Test
  void ofIdsThatWereForgottenNothingIsKnown() {
    List<UUID> many = IntStream.rangeClosed(1, 50_000).mapToObj(UnseenIdsTest::at).toList();
    for (UUID id : many) {
      unseen.add(List.of(id));
      assertThat(unseen.areUnseen(List.of(id))).isFalse();
    }
    assertThat(many).noneMatch(id -> unseen.areUnseen(List.of(id)));
    assertThat(unseen.areUnseen(List.of(at(1)))).isFalse();
    assertThat(unseen.areUnseen(List.of(at(50_001)))).isTrue();
  }

  @Test
  void aForgottenIdOfAClockThatIsAheadIsNotTakenForUnseen() {
    UUID ahead = at(1_000_000);
    unseen.add(List.of(ahead));
    IntStream.rangeClosed(1, 50_000).forEach(i -> unseen.add(List.of(at(i))));
    assertThat(unseen.areUnseen(List.of(ahead))).isFalse();
  }

  private static UUID at(int millis) {
    return TimeOrderedIds.next(START.plusMillis(millis));
  }
}
