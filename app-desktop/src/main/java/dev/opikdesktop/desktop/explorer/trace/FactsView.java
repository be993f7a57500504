package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.annotate.AnnotateView;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What is known of the selected row, at the right of its payload. A click on a value copies it. */
final class FactsView extends ScrollPane {
  private static final double MARGIN = 60;

  private final VBox box = new VBox();
  private final AnnotateView annotate;

  FactsView(TraceModel model) {
    annotate = new AnnotateView(model.annotate());
    getStyleClass().add("facts");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setAccessibleText("Facts about the selected span");
    VBox all = new VBox(box, annotate);
    all.getStyleClass().add("facts-box");
    setContent(all);
    setMinWidth(160);
    model.factsProperty().subscribe(this::show);
  }

  /** Puts the keyboard into the first score. */
  void focusScores() {
    annotate.focusScores();
    reveal();
  }

  /** Puts the keyboard into the new comment. */
  void focusComment() {
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

  private void show(Facts facts) {
    Label title = Parts.label(facts.title(), "strong");
    title.setId("facts-title");
    title.setWrapText(true);
    Label subtitle = Parts.label(facts.subtitle(), "muted");
    subtitle.setWrapText(true);
    subtitle.getStyleClass().add("facts-subtitle");
    box.getChildren().setAll(title, subtitle);
    for (Fact fact : facts.lines()) {
      box.getChildren().add(line(fact));
    }
    if (!facts.below().isEmpty()) {
      box.getChildren().add(Parts.label("With everything below", "strong", "facts-heading"));
      facts.below().forEach(fact -> box.getChildren().add(line(fact)));
    }
  }

  private static HBox line(Fact fact) {
    Label name = Parts.label(fact.name(), "muted");
    name.setMinWidth(84);
    Label value = Parts.label(fact.value());
    Parts.named(value, fact.value());
    value.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            Parts.copy(fact.value());
          }
        });
    HBox line = new HBox(8, name, value, Parts.label(fact.note(), "faint"));
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("fact");
    return line;
  }
}
