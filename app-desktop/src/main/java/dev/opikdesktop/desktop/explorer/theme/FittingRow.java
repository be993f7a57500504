package dev.opikdesktop.desktop.explorer.theme;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Chips beside one another, as many as there is room for, and how many more there are. */
public final class FittingRow extends Region {
  private static final double GAP = 4;

  private final List<Region> chips = new ArrayList<>();
  private final Label more = Parts.label("", "tag", "faint");
  private List<String> names = List.of();
  private boolean wraps;

  public FittingRow() {
    getStyleClass().add("fitting-row");
    more.setTooltip(new Tooltip());
    more.setManaged(false);
    setMinWidth(0);
  }

  /** Whether there is room for more than one line. */
  public void wrap(boolean several) {
    wraps = several;
    requestLayout();
  }

  /**
   * Shows other chips.
   *
   * @param all what is said of each chip when there is no room for it; may be more than the chips
   */
  public void show(List<? extends Region> shown, List<String> all) {
    chips.clear();
    chips.addAll(shown);
    names = List.copyOf(all);
    chips.forEach(chip -> chip.setManaged(false));
    getChildren().setAll(chips);
    getChildren().add(more);
    requestLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    double line = chips.isEmpty() ? 0 : chips.getFirst().prefHeight(-1);
    return line + getInsets().getTop() + getInsets().getBottom();
  }

  @Override
  protected void layoutChildren() {
    double begin = getInsets().getLeft();
    double end = getWidth() - getInsets().getRight();
    double line = chips.isEmpty() ? 0 : chips.getFirst().prefHeight(-1);
    double top = wraps ? 0 : Math.round((getHeight() - line) / 2);
    // It may have come with the chips, and have no style yet.
    more.applyCss();
    more.setText("+" + names.size());
    double moreWidth = more.prefWidth(-1);
    double x = begin;
    int placed = 0;
    for (Region chip : chips) {
      boolean last = placed == names.size() - 1;
      double width = chip.prefWidth(-1);
      double room = end - (last ? 0 : GAP + moreWidth);
      if (x + width > room && x > begin && wraps && top + 2 * line + GAP <= getHeight()) {
        x = begin;
        top += line + GAP;
      }
      if (x + width > room && x > begin) {
        break;
      }
      // The first one is cut rather than left out.
      double shown = Math.max(0, Math.min(width, room - x));
      chip.resizeRelocate(x, top, shown, line);
      chip.setVisible(true);
      x += shown + GAP;
      placed++;
    }
    chips.subList(placed, chips.size()).forEach(chip -> chip.setVisible(false));
    int left = names.size() - placed;
    more.setVisible(left > 0);
    if (left > 0) {
      more.setText("+" + left);
      more.getTooltip().setText(String.join("\n", names.subList(placed, names.size())));
      double height = more.prefHeight(-1);
      double moreTop = top + Math.round((line - height) / 2);
      more.resizeRelocate(x, moreTop, more.prefWidth(-1), height);
    }
  }
}
