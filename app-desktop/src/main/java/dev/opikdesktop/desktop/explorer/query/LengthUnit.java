package dev.opikdesktop.desktop.explorer.query;

import java.math.BigDecimal;

/** In what a length of time is written. The query language knows milliseconds alone. */
enum LengthUnit {
  MILLISECONDS("ms", 1),
  SECONDS("s", 1_000),
  MINUTES("min", 60_000);

  private final String sign;
  private final BigDecimal millis;

  LengthUnit(String sign, long millis) {
    this.sign = sign;
    this.millis = BigDecimal.valueOf(millis);
  }

  String sign() {
    return sign;
  }

  /** In milliseconds. */
  BigDecimal millis(BigDecimal length) {
    return length.multiply(millis).stripTrailingZeros();
  }

  /** As short as it gets without losing anything. */
  static LengthUnit of(BigDecimal millis) {
    return millis.abs().compareTo(SECONDS.millis) < 0 ? MILLISECONDS : SECONDS;
  }

  /** A number of milliseconds in this unit, which is not minutes. */
  BigDecimal from(BigDecimal length) {
    return length.movePointLeft(this == SECONDS ? 3 : 0).stripTrailingZeros();
  }
}
