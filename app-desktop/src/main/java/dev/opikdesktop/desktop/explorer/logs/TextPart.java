package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A value that is a text, or a number. */
class TextPart extends CellPart {
  private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

  final LogColumn column;
  final Label label = Parts.label("", "log-cell");
  final CellTip tip;

  TextPart(LogColumn column) {
    this.column = column;
    this.tip = new CellTip(column, label);
    label.setEllipsisString("…");
    label
        .getStyleClass()
        .add(
            switch (column.look()) {
              case TIME -> "time-cell";
              case NUMBER -> "number-cell";
              default -> "text-cell";
            });
  }

  @Override
  Region node() {
    return label;
  }

  @Override
  void show(LogRow row) {
    String text = column.text().apply(row);
    boolean none = column.isNumber() && text.isEmpty();
    label.setText(none ? "–" : text);
    label.pseudoClassStateChanged(NONE, none);
    tip.show(row);
  }

  @Override
  void wrap(boolean wraps) {
    label.setAlignment(
        wraps
            ? (column.isNumber() ? Pos.TOP_RIGHT : Pos.TOP_LEFT)
            : column.isNumber() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
  }
}
