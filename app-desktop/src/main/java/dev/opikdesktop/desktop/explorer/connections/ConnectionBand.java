package dev.opikdesktop.desktop.explorer.connections;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Says above every page that what is shown is not this computer's, and whose it is. */
public final class ConnectionBand extends HBox {
  private static final String FILE = "Read only: nothing in it can be changed";

  public ConnectionBand(ConnectionsModel model) {
    super(10);
    Connection shown = model.currentProperty().get();
    setId("connection-band");
    getStyleClass().addAll("connection-band", shown.style());
    Label name = Parts.label(shown.name(), "connection-name");
    Label place = Parts.label(shown.readOnly() ? FILE : shown.place());
    name.setMinWidth(0);
    place.setMinWidth(0);
    Button back = new Button("Back to this computer");
    back.setId("connection-back");
    back.getStyleClass().add("band-button");
    back.setMinWidth(USE_PREF_SIZE);
    back.setOnAction(event -> model.open(model.here()));
    getChildren().addAll(name, place, Parts.spacer(), back);
    setAccessibleText("Connected to " + shown.name() + ", " + shown.place());
    Parts.present(this, !shown.isHere());
  }
}
