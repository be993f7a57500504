package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.explorer.text.Units;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One number on both sides, as it is written.
 *
 * @param left empty where it is not known, as {@code right}
 * @param difference right less left, with its sign; empty where they are equal or one is not known
 * @param percent the difference of the left; empty where the left is nothing
 */
public record Measure(
    String name, String left, String right, String difference, String percent, Verdict verdict) {

  /** What a difference is to whoever pays or waits. */
  public enum Verdict {
    NONE,
    BETTER,
    WORSE
  }

  /** Which of two values one would rather have. */
  enum Wish {
    LESS,
    MORE,
    NEITHER
  }

  /** Two runs of the same take as much more or less. */
  private static final double NOISE_MILLIS = 10;

  static Measure duration(String name, @Nullable Double left, @Nullable Double right) {
    boolean noise = left != null && right != null && Math.abs(right - left) < NOISE_MILLIS;
    return of(name, left, right, Units::duration, noise ? Wish.NEITHER : Wish.LESS);
  }

  static Measure cost(String name, @Nullable Double left, @Nullable Double right) {
    return of(name, left, right, Measure::dollars, Wish.LESS);
  }

  static Measure count(String name, @Nullable Long left, @Nullable Long right, Wish wish) {
    return of(
        name,
        left == null ? null : Double.valueOf(left),
        right == null ? null : Double.valueOf(right),
        value -> Units.count(Math.round(value)),
        wish);
  }

  static Measure score(String name, @Nullable Double left, @Nullable Double right) {
    return of(name, left, right, value -> String.format(Locale.ENGLISH, "%.2f", value), Wish.MORE);
  }

  private static Measure of(
      String name,
      @Nullable Double left,
      @Nullable Double right,
      DoubleFunction<String> written,
      Wish wish) {
    String leftText = left == null ? "" : written.apply(left);
    String rightText = right == null ? "" : written.apply(right);
    double by = left == null || right == null ? 0 : right - left;
    if (by == 0 || left == null) {
      return new Measure(name, leftText, rightText, "", "", Verdict.NONE);
    }
    Verdict verdict =
        wish == Wish.NEITHER
            ? Verdict.NONE
            : by < 0 == (wish == Wish.LESS) ? Verdict.BETTER : Verdict.WORSE;
    String difference = (by < 0 ? "−" : "+") + written.apply(Math.abs(by));
    return new Measure(name, leftText, rightText, difference, percent(left, by), verdict);
  }

  private static String percent(double left, double by) {
    long percent = left == 0 ? 0 : Math.round(100 * by / Math.abs(left));
    return percent == 0 ? "" : (percent < 0 ? "−" : "+") + Units.count(Math.abs(percent)) + " %";
  }

  private static String dollars(double dollars) {
    String cost = Units.cost(dollars);
    return cost.isEmpty() ? "$0" : cost;
  }
}
