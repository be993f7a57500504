package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A value that is a text, or a number. */
class TextPart extends CellPart {
  private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

  /** What has a shorter way to be written. */
  private static final Pattern COUNT = Pattern.compile("[\\d,]{5,}");

  final LogColumn column;
  final Label label = Parts.label("", "log-cell");
  final CellTip tip;
  private String whole = "";

  TextPart(LogColumn column) {
    this.column = column;
    this.tip = new CellTip(column, label);
    label.setEllipsisString("…");
    if (column.isNumber()) {
      label.widthProperty().subscribe(this::fit);
    }
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
    whole = none ? "–" : text;
    fit();
    label.pseudoClassStateChanged(NONE, none);
    tip.show(row);
  }

  /** A number is never cut: where there is no room for all of a count, it is written shorter. */
  private void fit() {
    label.setText(whole);
    if (column.isNumber()
        && COUNT.matcher(whole).matches()
        && label.getWidth() > 0
        && label.prefWidth(-1) > label.getWidth()) {
      label.setText(Units.shortCount(Double.parseDouble(whole.replace(",", ""))));
    }
  }

  @Override
  void wrap(boolean wraps) {
    label.setAlignment(
        wraps
            ? (column.isNumber() ? Pos.TOP_RIGHT : Pos.TOP_LEFT)
            : column.isNumber() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
  }
}
