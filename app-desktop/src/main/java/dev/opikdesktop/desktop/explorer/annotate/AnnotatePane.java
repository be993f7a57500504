package dev.opikdesktop.desktop.explorer.annotate;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** What is known of a thing, and under it what has been said of it, at the right of a page. */
public final class AnnotatePane extends ScrollPane {
  private static final double MARGIN = 60;

  private final AnnotateView annotate;

  /**
   * @param known stands above
   */
  public AnnotatePane(AnnotateModel model, Node known) {
    annotate = new AnnotateView(model);
    getStyleClass().add("facts");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    VBox all = new VBox(known, annotate);
    all.getStyleClass().add("facts-box");
    setContent(all);
    setMinWidth(160);
  }

  /** Puts the keyboard into the first score. */
  public void focusScores() {
    annotate.focusScores();
    reveal();
  }

  /** Puts the keyboard into the new comment. */
  public void focusComment() {
    annotate.focusComment();
    reveal();
  }

  /** Brings what has the keyboard into sight. */
  private void reveal() {
    Node focused = getScene() == null ? null : getScene().getFocusOwner();
    double room = getContent().getLayoutBounds().getHeight() - getViewportBounds().getHeight();
    if (focused != null && room > 0) {
      Bounds place = getContent().sceneToLocal(focused.localToScene(focused.getLayoutBounds()));
      setVvalue(Math.clamp((place.getMinY() - MARGIN) / room, 0, 1));
    }
  }
}
