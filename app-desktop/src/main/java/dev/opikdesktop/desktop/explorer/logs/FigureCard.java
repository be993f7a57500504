package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A key figure, large, with its change against the period before. */
public final class FigureCard extends VBox {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final Label title = Parts.label("", "kpi-title");
  private final Label value = Parts.label("", "kpi-value");
  private final Label change = Parts.label("", "kpi-change");

  /**
   * @param beside what stands behind the title
   */
  public FigureCard(Figure figure, Node... beside) {
    super(1);
    getStyleClass().add("kpi");
    HBox head = new HBox(4, title);
    head.getChildren().addAll(beside);
    getChildren().setAll(head, value, change);
    show(figure);
  }

  void show(Figure figure) {
    title.setText(figure.title());
    value.setText(figure.value());
    change.setText(figure.change());
    change.pseudoClassStateChanged(BAD, figure.isBad());
  }
}
