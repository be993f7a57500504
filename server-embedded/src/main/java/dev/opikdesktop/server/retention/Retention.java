package dev.opikdesktop.server.retention;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long something is kept. */
enum Retention {
  SHORT_14D(Duration.ofDays(14)),
  BASE_60D(Duration.ofDays(60)),
  EXTENDED_400D(Duration.ofDays(400)),
  UNLIMITED(null);

  private final @Nullable Duration kept;

  Retention(@Nullable Duration kept) {
    this.kept = kept;
  }

  /** Empty for as long as there is room. */
  Optional<Duration> kept() {
    return Optional.ofNullable(kept);
  }

  /** As in the contract: {@code short_14d} and so on. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Retention> ofWord(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
