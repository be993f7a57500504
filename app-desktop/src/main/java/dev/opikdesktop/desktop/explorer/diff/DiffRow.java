package dev.opikdesktop.desktop.explorer.diff;

import dev.opikdesktop.desktop.explorer.text.PayloadLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a diff.
 *
 * @param left null where the left has nothing beside the right, as {@code right}; in one column one
 *     of them is there
 * @param folded how many equal lines it stands for; 0 for a row of text
 * @param stretch which stretch of equal lines it stands for
 */
record DiffRow(@Nullable Half left, @Nullable Half right, int folded, int stretch) {
  /** What became of a line. */
  enum State {
    EQUAL,
    REMOVED,
    ADDED
  }

  /**
   * One side.
   *
   * @param number of its line, from 1; 0 where the row goes on with the line above
   * @param marks pairs of begin and end of what changed, counted from the first character of the
   *     row, without its indent
   */
  record Half(PayloadLine line, int number, State state, List<int[]> marks) {
    Half {
      marks = List.copyOf(marks);
    }
  }

  boolean isFold() {
    return folded > 0;
  }

  boolean isEqual() {
    Half shown = left != null ? left : right;
    return shown != null && shown.state() == State.EQUAL;
  }

  /** As it is copied. */
  String text() {
    if (isFold()) {
      return "⋯ " + folded + " equal lines";
    }
    StringBuilder text = new StringBuilder();
    for (Half half : new Half[] {left, right}) {
      boolean twice = half == right && left != null && half != null && isEqual();
      if (half != null && !twice) {
        String sign =
            switch (half.state()) {
              case EQUAL -> "  ";
              case REMOVED -> "- ";
              case ADDED -> "+ ";
            };
        text.append(text.isEmpty() ? "" : "\n").append(sign).append(half.line().text());
      }
    }
    return text.toString();
  }
}
