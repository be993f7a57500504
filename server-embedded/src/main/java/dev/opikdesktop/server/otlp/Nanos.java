package dev.opikdesktop.server.otlp;

import java.time.Instant;

/** OpenTelemetry's times: unsigned nanoseconds since 1970. */
final class Nanos {
  private static final long SECOND = 1_000_000_000L;

  private Nanos() {}

  /** Whether Opik can store the time: it ends on 2262-04-11, where the sign bit begins. */
  static boolean inRange(long unsigned) {
    return unsigned >= 0;
  }

  static Instant instant(long unsigned) {
    return Instant.ofEpochSecond(
        Long.divideUnsigned(unsigned, SECOND), Long.remainderUnsigned(unsigned, SECOND));
  }
}
