package dev.opikdesktop.desktop.explorer.annotate;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is known of a thing, and under it what has been said of it, at the right of a page. */
public final class AnnotatePane extends ScrollPane {
  private static final double MARGIN = 60;

  private final AnnotateModel model;
  private final AnnotateView annotate;
  private String awaited = "";

  /**
   * @param known stands above
   */
  public AnnotatePane(AnnotateModel model, Node known) {
    this.model = model;
    annotate = new AnnotateView(model);
    getStyleClass().add("facts");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    VBox all = new VBox(known, annotate);
    all.getStyleClass().add("facts-box");
    setContent(all);
    setMinWidth(160);
    model.shownProperty().subscribe(this::revealAwaited);
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

  /** Brings the comments on a thing into sight, once they are known. */
  public void revealComments(String id) {
    awaited = id;
    revealAwaited();
  }

  private void revealAwaited() {
    AnnotateModel.Target target = model.targetProperty().get();
    boolean known = !model.shownProperty().get().comments().isEmpty();
    if (known && target != null && target.id().equals(awaited)) {
      awaited = "";
      // Later, when all that stands above them has its height.
      Platform.runLater(
          () -> {
            applyCss();
            layout();
            reveal(annotate.comments());
          });
    }
  }

  /** Brings what has the keyboard into sight. */
  private void reveal() {
    reveal(getScene() == null ? null : getScene().getFocusOwner());
  }

  private void reveal(@Nullable Node node) {
    double room = getContent().getLayoutBounds().getHeight() - getViewportBounds().getHeight();
    if (node != null && room > 0) {
      Bounds place = getContent().sceneToLocal(node.localToScene(node.getLayoutBounds()));
      setVvalue(Math.clamp((place.getMinY() - MARGIN) / room, 0, 1));
    }
  }
}
