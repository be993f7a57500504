package dev.opikdesktop.desktop.explorer.theme;

import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;

/** Which rows of a list are in sight, and how to bring another one there. All are equally high. */
public final class RowsInSight {
  /** Rows that stay in sight above and below the one that is brought there. */
  private static final int MARGIN = 2;

  private final ListView<?> rows;
  private final double height;

  /**
   * @param height of a row, in pixels
   */
  public RowsInSight(ListView<?> rows, double height) {
    this.rows = rows;
    this.height = height;
  }

  /** How many there is room for, at least one. */
  public int count() {
    return Math.max(1, (int) (rows.getHeight() / height));
  }

  public int first() {
    return rows.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
            && flow.getFirstVisibleCell() != null
        ? flow.getFirstVisibleCell().getIndex()
        : 0;
  }

  /** Brings a row into sight, by as little as it takes; none when it is below zero. */
  public void reveal(int index) {
    int count = count();
    int first = first();
    if (index < 0) {
      return;
    }
    int margin = Math.min(MARGIN, (count - 1) / 2);
    if (index - margin < first) {
      rows.scrollTo(Math.max(0, index - margin));
    } else if (index + margin >= first + count) {
      rows.scrollTo(Math.max(0, index + margin - count + 1));
    }
  }
}
