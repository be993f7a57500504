package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.FittingRow;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Tags, each of which narrows the table to the rows that have it too. */
final class TagsPart extends CellPart {
  /** Nobody's cell is wider, or higher, than so many. */
  private static final int MOST = 24;

  private final FittingRow chips = new FittingRow();
  private List<String> tags = List.of();

  TagsPart() {
    chips.getStyleClass().add("log-cell");
  }

  @Override
  Region node() {
    return chips;
  }

  @Override
  void wrap(boolean wraps) {
    chips.wrap(wraps);
  }

  @Override
  void show(LogRow row) {
    if (row.tags().equals(tags)) {
      return;
    }
    tags = row.tags();
    List<Label> shown = new ArrayList<>();
    for (String tag : tags.subList(0, Math.min(MOST, tags.size()))) {
      Label chip = Parts.label(tag, "tag");
      chip.setTooltip(new Tooltip("Filter by " + tag));
      CellAction.set(chip, (table, of) -> table.filterBy("tags", tag));
      shown.add(chip);
    }
    chips.show(shown, tags);
  }
}
