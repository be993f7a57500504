package dev.opikdesktop.desktop.explorer.query;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** The query as chips, one for each condition that has to hold, and a way to add one. */
public final class ChipsBar extends HBox {
  private final QueryModel model;
  private final Button add;

  public ChipsBar(QueryModel model) {
    super(6);
    this.model = model;
    setId("chips");
    setAlignment(Pos.CENTER_LEFT);
    add = new Button("+ filter");
    add.setId("add-filter");
    add.getStyleClass().addAll("chip", "add-chip");
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(event -> openEditor());
    model.chipsProperty().subscribe(this::show);
  }

  /** Opens the editor of a new condition. */
  public void openEditor() {
    openEditor(add);
  }

  /** Opens it under something else. */
  public void openEditor(Node owner) {
    Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    new FilterEditor(model).show(owner, at.getMinX(), at.getMaxY() + 4);
  }

  private void show(List<Chip> chips) {
    List<Node> shown = new ArrayList<>();
    for (Chip chip : chips) {
      shown.add(node(chip));
    }
    shown.add(add);
    if (chips.size() > 1) {
      Button clear = Parts.button("Clear", model::clear);
      clear.getStyleClass().add("quiet-button");
      shown.add(clear);
    }
    getChildren().setAll(shown);
  }

  private Node node(Chip chip) {
    HBox node = new HBox(4);
    node.getStyleClass().add("chip");
    node.setAlignment(Pos.CENTER_LEFT);
    if (!chip.subject().isEmpty()) {
      Label subject = Parts.label(chip.subject(), "chip-subject");
      subject.setMinWidth(USE_PREF_SIZE);
      node.getChildren().add(subject);
    }
    Label rest = Parts.label(chip.rest(), "chip-text");
    Parts.present(rest, !chip.rest().isEmpty());
    rest.setMaxWidth(260);
    Tooltip.install(
        rest, new Tooltip(chip.condition() == null ? chip.rest() : chip.condition().text()));
    Button remove =
        Parts.iconButton(
            Feather.X, "Remove " + chip.subject() + " " + chip.rest(), () -> model.remove(chip));
    remove.getStyleClass().setAll("chip-remove");
    node.getChildren().addAll(rest, remove);
    return node;
  }
}
