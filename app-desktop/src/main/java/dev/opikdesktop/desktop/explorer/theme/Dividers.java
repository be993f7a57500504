package dev.opikdesktop.desktop.explorer.theme;

import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;

/** Where the dividers between the parts of a page stand, from one start to the next. */
public final class Dividers {
  private Dividers() {}

  /**
   * Puts a divider where it was left, once the pane has its size.
   *
   * @param pixels from the start of the pane; from its end when negative
   */
  public static void remember(SplitPane pane, WindowState state, String key, double pixels) {
    boolean upright = pane.getOrientation() == Orientation.VERTICAL;
    ReadOnlyDoubleProperty length = upright ? pane.heightProperty() : pane.widthProperty();
    SplitPane.Divider divider = pane.getDividers().getFirst();
    double wanted = state.number(key, pixels);
    length.addListener(
        new InvalidationListener() {
          @Override
          public void invalidated(Observable observable) {
            if (length.get() > 400) {
              length.removeListener(this);
              Platform.runLater(
                  () -> {
                    if (pane.getScene() == null) {
                      return;
                    }
                    // The panes around this one get their sizes first: a divider that is put while
                    // its pane grows goes back to where it was.
                    pane.getScene().getRoot().layout();
                    double place = wanted < 0 ? length.get() + wanted : wanted;
                    divider.setPosition(place / length.get());
                    pane.layout();
                    divider
                        .positionProperty()
                        .subscribe(
                            position ->
                                keep(state, key, pixels < 0, position.doubleValue(), length.get()));
                  });
            }
          }
        });
  }

  private static void keep(
      WindowState state, String key, boolean fromEnd, double position, double length) {
    state.put(key, Math.round(fromEnd ? (position - 1) * length : position * length));
  }
}
