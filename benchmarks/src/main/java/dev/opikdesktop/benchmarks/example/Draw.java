package dev.opikdesktop.benchmarks.example;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Everything that is left to chance; the same for the same seed. */
final class Draw {
  /** The spread of latencies: one in six takes more than 1.6 times the median. */
  private static final double SPREAD = 0.45;

  private final Random random;

  /** The draws of one story, which stay the same whatever other stories draw. */
  Draw(long seed, String project, int number) {
    this.random = new Random(seed * 1_000_003 + project.hashCode() * 31L + number);
    random.nextLong();
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** From {@code least}, which is included, to {@code most}, which is too. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  double share() {
    return random.nextDouble();
  }

  /** A value around a median, log-normal as latencies are. */
  double around(double median) {
    return median * Math.exp(random.nextGaussian() * SPREAD);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    while (text.length() < digits) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }

  /** A UUID of version 7, whose time lists and cursors go by (Opik contract 2.3). */
  UUID id(Instant at) {
    return new UUID(
        (at.toEpochMilli() << 16) | 0x7000 | random.nextInt(0x1000),
        (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | Long.MIN_VALUE);
  }
}
