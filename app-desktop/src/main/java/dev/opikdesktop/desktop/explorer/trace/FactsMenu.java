package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.util.Subscription;

/** The facts that a row can say, with a box to show each. */
final class FactsMenu {
  private FactsMenu() {}

  static void show(RowFacts facts, Node owner) {
    VBox boxes = new VBox(6, Parts.label("Rows show", "muted", "smaller"));
    Subscription follows = Subscription.EMPTY;
    for (RowFact fact : RowFact.values()) {
      CheckBox box = new CheckBox(fact.label());
      box.setId("row-fact-" + fact.name().toLowerCase(Locale.ROOT));
      follows =
          follows.and(
              facts.shownProperty().subscribe(shown -> box.setSelected(shown.contains(fact))));
      box.setOnAction(event -> facts.show(fact, box.isSelected()));
      boxes.getChildren().add(box);
    }
    Button usual = Parts.button("Usual ones", facts::reset);
    usual.getStyleClass().add("quiet-button");
    boxes.getChildren().add(usual);
    boxes.getStyleClass().add("popover");
    Subscription shownNoMore = follows;
    Popup popup = new Popup();
    popup.getContent().add(boxes);
    popup.setOnHidden(event -> shownNoMore.unsubscribe());
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    popup.show(owner, at.getMinX(), at.getMaxY() + 4);
    boxes.getChildren().get(1).requestFocus();
  }
}
