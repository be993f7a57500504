package dev.opikdesktop.desktop.explorer.theme;

import javafx.scene.Scene;
import javafx.scene.input.MouseEvent;

/** A press that closes a popup is kept from what is below; so has to be the click it ends in. */
public final class WholeClicks {
  private boolean pressed;

  private WholeClicks() {}

  /** Lets only those clicks through whose press was seen as well. */
  public static void only(Scene scene) {
    WholeClicks clicks = new WholeClicks();
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> clicks.pressed = true);
    scene.addEventFilter(MouseEvent.MOUSE_CLICKED, clicks::clicked);
  }

  private void clicked(MouseEvent event) {
    if (!pressed) {
      event.consume();
    }
    pressed = false;
  }
}
