package dev.opikdesktop.desktop.explorer.logs;

import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/** A value that is not text alone: its nodes stand in a box, which has the cell's size. */
abstract class BoxPart extends CellPart {
  final HBox box = new HBox(4);

  BoxPart() {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setFillHeight(false);
    box.getStyleClass().add("log-cell");
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(box.widthProperty());
    clip.heightProperty().bind(box.heightProperty());
    box.setClip(clip);
  }

  @Override
  Region node() {
    return box;
  }

  @Override
  void wrap(boolean wraps) {
    box.setAlignment(wraps ? Pos.TOP_LEFT : Pos.CENTER_LEFT);
  }
}
