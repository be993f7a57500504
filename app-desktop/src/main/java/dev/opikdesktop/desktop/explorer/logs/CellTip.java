package dev.opikdesktop.desktop.explorer.logs;

import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** Says all of a value when a node of its cell is pointed at. */
final class CellTip {
  private static final double WIDTH = 520;

  private final LogColumn column;
  private final Node node;
  private @Nullable Tooltip tooltip;

  CellTip(LogColumn column, Node node) {
    this.column = column;
    this.node = node;
  }

  void show(LogRow row) {
    String text = LogTips.of(column, row);
    if (tooltip != null && text.isEmpty()) {
      Tooltip.uninstall(node, tooltip);
      tooltip = null;
    } else if (!text.isEmpty()) {
      if (tooltip == null) {
        tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDTH);
        Tooltip.install(node, tooltip);
      }
      tooltip.setText(text);
    }
  }
}
