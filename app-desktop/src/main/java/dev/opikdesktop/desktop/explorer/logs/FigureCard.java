package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A key figure, large, with its change against the period before. */
public final class FigureCard extends VBox {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  public FigureCard(Figure figure) {
    super(1);
    getStyleClass().add("kpi");
    Label change = Parts.label(figure.change(), "kpi-change");
    change.pseudoClassStateChanged(BAD, figure.isBad());
    getChildren()
        .addAll(
            Parts.label(figure.title(), "kpi-title"),
            Parts.label(figure.value(), "kpi-value"),
            change);
  }
}
