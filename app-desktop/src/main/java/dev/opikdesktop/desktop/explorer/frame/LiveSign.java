package dev.opikdesktop.desktop.explorer.frame;

import javafx.css.PseudoClass;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;

/** Says whether rows come in by themselves, and stops them. */
final class LiveSign extends ToggleButton {
  private static final PseudoClass OFFLINE = PseudoClass.getPseudoClass("offline");

  private final FrameModel model;
  private final Region dot = new Region();

  LiveSign(FrameModel model) {
    super("Live");
    this.model = model;
    dot.getStyleClass().add("live-dot");
    setGraphic(dot);
    setId("live");
    getStyleClass().add("live-sign");
    setMinWidth(USE_PREF_SIZE);
    setOnAction(event -> model.logs().setLive(isSelected()));
    model.connectedProperty().subscribe(this::show);
    model.lookingProperty().subscribe(this::show);
    model.logs().liveProperty().subscribe(this::show);
    model.logs().behindProperty().subscribe(this::show);
    show();
  }

  private void show() {
    boolean live = model.logs().liveProperty().get();
    boolean offline = !model.connectedProperty().get();
    setSelected(live);
    setText(offline ? "Reconnecting" : live ? coming() : stopped());
    setAccessibleText(
        live ? "Live: new rows appear by themselves" : "Paused: the rows stay as they are");
    pseudoClassStateChanged(OFFLINE, offline || !live);
    dot.pseudoClassStateChanged(OFFLINE, offline || !live);
  }

  private String coming() {
    return model.lookingProperty().get() ? "Every 30 s" : "Live";
  }

  private String stopped() {
    return model.logs().behindProperty().get() ? "Paused, more came" : "Paused";
  }
}
