package dev.opikdesktop.server.configuration;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them. */
final class ByteSize {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([KMGT]?)I?B?");
  private static final String UNITS = "KMGT";

  private ByteSize() {}

  /**
   * "1024", "512 MB", "2GB": bytes, units being powers of 1024. Empty for anything else and for 0.
   */
  static Optional<Long> parse(String text) {
    Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2);
    int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
    try {
      long bytes = Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
      return bytes > 0 ? Optional.of(bytes) : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}
