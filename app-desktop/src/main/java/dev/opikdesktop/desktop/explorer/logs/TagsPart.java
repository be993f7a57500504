package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** As many tags as there is room for, and how many more there are. */
final class TagsPart extends CellPart {
  /** Nobody's cell is wider, or higher, than so many. */
  private static final int MOST = 24;

  private static final double EDGE = 10;
  private static final double GAP = 4;

  private final List<Label> chips = new ArrayList<>();
  private final Label more = Parts.label("", "tag", "faint");
  private final Cell cell = new Cell();
  private List<String> tags = List.of();
  private boolean wraps;

  TagsPart() {
    more.setTooltip(new Tooltip());
  }

  @Override
  Region node() {
    return cell;
  }

  @Override
  void wrap(boolean wraps) {
    this.wraps = wraps;
    cell.requestLayout();
  }

  @Override
  void show(LogRow row) {
    if (row.tags().equals(tags)) {
      return;
    }
    tags = row.tags();
    chips.clear();
    for (String tag : tags.subList(0, Math.min(MOST, tags.size()))) {
      Label chip = Parts.label(tag, "tag");
      chip.setManaged(false);
      CellAction.set(chip, (table, of) -> table.filterBy("tags", tag));
      chips.add(chip);
    }
    cell.fill();
  }

  private final class Cell extends Region {
    void fill() {
      getChildren().setAll(chips);
      more.setManaged(false);
      getChildren().add(more);
      requestLayout();
    }

    @Override
    protected void layoutChildren() {
      double end = getWidth() - EDGE;
      double line = chips.isEmpty() ? 0 : chips.getFirst().prefHeight(-1);
      double top = wraps ? 7 : Math.round((getHeight() - line) / 2);
      more.setText("+" + tags.size());
      double moreWidth = more.prefWidth(-1);
      double x = EDGE;
      int placed = 0;
      for (Label chip : chips) {
        boolean last = placed == tags.size() - 1;
        double width = chip.prefWidth(-1);
        double room = end - (last ? 0 : GAP + moreWidth);
        if (x + width > room && x > EDGE && wraps && top + 2 * (line + GAP) <= getHeight()) {
          x = EDGE;
          top += line + GAP;
        }
        if (x + width > room && x > EDGE) {
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
      showRest(placed, x, top, line, moreWidth);
    }

    private void showRest(int placed, double x, double top, double line, double width) {
      int left = tags.size() - placed;
      more.setVisible(left > 0);
      if (left > 0) {
        more.setText("+" + left);
        more.getTooltip().setText(String.join("\n", tags.subList(placed, tags.size())));
        more.resizeRelocate(x, top, width, line);
      }
      for (int i = 0; i < placed; i++) {
        Label chip = chips.get(i);
        boolean cut = chip.getWidth() < chip.prefWidth(-1) - 1;
        chip.setTooltip(new Tooltip(cut ? tags.get(i) : "Filter by " + tags.get(i)));
      }
    }
  }
}
