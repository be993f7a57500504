package dev.opikdesktop.server.http;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a client waits for its answer, as it says in {@code grpc-timeout}. */
final class GrpcDeadline implements AutoCloseable {
  static final String HEADER = "grpc-timeout";

  private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,8})([HMSmun])");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "H", ChronoUnit.HOURS,
          "M", ChronoUnit.MINUTES,
          "S", ChronoUnit.SECONDS,
          "m", ChronoUnit.MILLIS,
          "u", ChronoUnit.MICROS,
          "n", ChronoUnit.NANOS);

  /** Eight digits of hours are more nanoseconds than a long holds. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final @Nullable Future<?> passes;

  private GrpcDeadline(@Nullable Future<?> passes) {
    this.passes = passes;
  }

  /**
   * Lets the time of a call run until this is closed.
   *
   * @param sent what the client says, if it does: a number of up to eight digits and its unit
   * @param whenPassed runs in a thread of its own, once
   * @throws ApiException if that is no time
   */
  static GrpcDeadline of(Optional<String> sent, Runnable whenPassed) {
    if (sent.isEmpty()) {
      return new GrpcDeadline(null);
    }
    return new GrpcDeadline(
        ForkJoinPool.commonPool()
            .schedule(
                () -> Thread.ofVirtual().name("grpc-deadline").start(whenPassed),
                nanos(sent.get()),
                TimeUnit.NANOSECONDS));
  }

  private static long nanos(String sent) {
    Matcher timeout = TIMEOUT.matcher(sent);
    if (!timeout.matches()) {
      throw ApiException.badRequest(
          HEADER + " is a number of up to eight digits and one of H, M, S, m, u and n");
    }
    long number = Long.parseLong(timeout.group(1));
    Duration duration = Duration.of(number, Objects.requireNonNull(UNITS.get(timeout.group(2))));
    return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : LONGEST.toNanos();
  }

  @Override
  public void close() {
    if (passes != null) {
      passes.cancel(false);
    }
  }
}
