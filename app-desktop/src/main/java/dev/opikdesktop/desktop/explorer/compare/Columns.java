package dev.opikdesktop.desktop.explorer.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the columns of the aligned trees stand, for the rows and for the head above them.
 *
 * @param differs where the column with what differs begins
 * @param differsWidth 0 where there is no room for it
 * @param numbers where a number's column ends: left, right and difference of each measure; with
 *     little room the differences alone
 */
record Columns(double differs, double differsWidth, List<Double> numbers) {
  static final double GAP = 10;

  /** Room at the right for the scroll bar, whether it is there or not. */
  private static final double SCROLL_BAR = 12;

  private static final double DIFFERS = 150;
  private static final double NAMES = 220;
  private static final double NUMBER = 58;
  private static final double DIFFERENCE = 72;

  /** Left, right and difference of duration, tokens and cost. */
  private static final int ALL = 9;

  static Columns of(double width) {
    double room = width - SCROLL_BAR - NAMES;
    double narrow = 3 * (GAP + DIFFERENCE);
    double wide = narrow + 6 * NUMBER;
    boolean all = room >= wide;
    double numbers = all ? wide : narrow;
    double differs = room - numbers >= DIFFERS ? DIFFERS : 0;
    List<Double> ends = new ArrayList<>();
    double at = width - SCROLL_BAR - numbers;
    double begins = at - differs;
    for (int measure = 0; measure < ALL / 3; measure++) {
      at += GAP;
      for (int side = 0; side < 2 && all; side++) {
        at += NUMBER;
        ends.add(at);
      }
      at += DIFFERENCE;
      ends.add(at);
    }
    return new Columns(begins, differs, List.copyOf(ends));
  }

  /** Whether the values of both sides are shown, not their differences alone. */
  boolean hasBothSides() {
    return numbers.size() == ALL;
  }

  /** How wide one of the nine is. */
  static double width(int number) {
    return number % 3 == 2 ? DIFFERENCE : NUMBER;
  }
}
