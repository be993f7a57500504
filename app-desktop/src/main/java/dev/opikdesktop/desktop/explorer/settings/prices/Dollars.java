package dev.opikdesktop.desktop.explorer.settings.prices;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prices as people say them, in dollars for a million tokens; stored are dollars a token. */
final class Dollars {
  private static final int MILLION = 6;
  private static final int LONGEST = 20;

  private Dollars() {}

  /** {@code 2.5}, {@code 0.075}; empty for none. */
  static String aMillion(@Nullable BigDecimal aToken) {
    if (aToken == null) {
      return "";
    }
    BigDecimal dollars = aToken.movePointRight(MILLION).stripTrailingZeros();
    return dollars.scale() < 0 ? dollars.setScale(0).toPlainString() : dollars.toPlainString();
  }

  /** The same with a dollar sign and two digits at least, for a column of them. */
  static String shown(@Nullable BigDecimal aToken) {
    if (aToken == null) {
      return "";
    }
    BigDecimal dollars = aToken.movePointRight(MILLION).stripTrailingZeros();
    return "$" + (dollars.scale() < 2 ? dollars.setScale(2) : dollars).toPlainString();
  }

  /** Whether it is a price, or nothing. */
  static boolean isPrice(String text) {
    return text.isBlank() || read(text).isPresent();
  }

  /** What somebody wrote; empty for nothing and for what is no price. */
  static Optional<BigDecimal> read(String text) {
    String number = text.strip();
    if (number.startsWith("$")) {
      number = number.substring(1).strip();
    }
    if (number.isEmpty() || number.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      BigDecimal dollars = new BigDecimal(number);
      boolean sensible = dollars.signum() >= 0 && Math.abs(dollars.scale()) <= LONGEST;
      return sensible ? Optional.of(dollars.movePointLeft(MILLION)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
