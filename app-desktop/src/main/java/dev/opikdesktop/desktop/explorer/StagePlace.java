package dev.opikdesktop.desktop.explorer;

import dev.opikdesktop.desktop.explorer.theme.WindowState;
import java.util.Optional;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/**
 * Where the window was, as far as a screen has room for it now.
 *
 * @param known whether it has been somewhere that is still on a screen
 * @param room what is free of the screen it is on
 */
record StagePlace(
    boolean known, double x, double y, double width, double height, Rectangle2D room) {
  /** How much of it has to be in sight for its corner to count as on a screen. */
  private static final double IN_SIGHT = 100;

  /**
   * @param usual how large it is at first
   */
  static StagePlace of(WindowState state, Dimension2D usual) {
    double x = state.number("x", Double.NaN);
    double y = state.number("y", Double.NaN);
    Optional<Rectangle2D> before =
        Screen.getScreens().stream()
            .map(Screen::getVisualBounds)
            .filter(bounds -> holds(bounds, x, y))
            .findFirst();
    Rectangle2D room = before.orElseGet(() -> Screen.getPrimary().getVisualBounds());
    double width = state.number("width", usual.getWidth());
    double height = state.number("height", usual.getHeight());
    double left = before.isPresent() ? x : room.getMinX();
    double top = before.isPresent() ? y : room.getMinY();
    Rectangle2D inside = inside(room, left, top, width, height);
    return new StagePlace(
        before.isPresent(),
        inside.getMinX(),
        inside.getMinY(),
        inside.getWidth(),
        inside.getHeight(),
        room);
  }

  private static boolean holds(Rectangle2D bounds, double x, double y) {
    double wide = Math.max(1, bounds.getWidth() - IN_SIGHT);
    double high = Math.max(1, bounds.getHeight() - IN_SIGHT);
    return new Rectangle2D(bounds.getMinX(), bounds.getMinY(), wide, high).contains(x, y);
  }

  /** No larger than the room, and moved into it as far as it takes. */
  static Rectangle2D inside(Rectangle2D room, double x, double y, double width, double height) {
    double wide = Math.min(width, room.getWidth());
    double high = Math.min(height, room.getHeight());
    return new Rectangle2D(
        Math.clamp(x, room.getMinX(), room.getMaxX() - wide),
        Math.clamp(y, room.getMinY(), room.getMaxY() - high),
        wide,
        high);
  }

  void put(Stage stage) {
    if (known) {
      stage.setX(x);
      stage.setY(y);
    }
  }

  /** Once it is shown: what is around the scene needs room as well. */
  void putInside(Stage stage) {
    boolean larger = stage.getWidth() > room.getWidth() || stage.getHeight() > room.getHeight();
    if (larger && !stage.isMaximized()) {
      Rectangle2D inside =
          inside(room, stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
      stage.setX(inside.getMinX());
      stage.setY(inside.getMinY());
      stage.setWidth(inside.getWidth());
      stage.setHeight(inside.getHeight());
    }
  }
}
