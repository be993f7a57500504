package dev.opikdesktop.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeenTailsTest {
  private final Random random = new Random(7);

  @Test
  void whatWasAddedIsNeverNewAgain() {
    SeenTails tails = SeenTails.of(new long[0]);
    for (int i = 0; i < 20_000; i++) {
      String tail = OpikIds.tail(id());
      tails.add(tail);
      assertThat(tails.add(tail)).isFalse();
    }
  }

  @Test
  void idsThatWereThereFromTheBeginningAreNotNew() {
    UUID id = id();
    assertThat(SeenTails.of(new long[] {id.getLeastSignificantBits()}).add(OpikIds.tail(id)))
        .isFalse();
  }

  @Test
  void nearlyAllOthersAreNewUntilItIsFull() {
    SeenTails tails = SeenTails.of(new long[0]);
    int taken = 0;
    int others = 0;
    for (; !tails.isFull(); taken++) {
      others += tails.add(OpikIds.tail(id())) ? 0 : 1;
    }
    assertThat(taken).isGreaterThan(10_000);
    assertThat(others).isLessThan(taken / 100);
  }

  @Test
  void ofTooManyEachMayBeThere() {
    SeenTails tails = SeenTails.of(new long[SeenTails.MOST]);
    assertThat(tails.add(OpikIds.tail(id()))).isFalse();
    assertThat(tails.isFull()).isFalse();
  }

  private UUID id() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return OpikIds.of(random.nextInt(), bytes);
  }
}
