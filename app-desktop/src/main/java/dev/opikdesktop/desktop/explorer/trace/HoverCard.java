package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Screen;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a row, shown beside it once the mouse rests on it, or for a key. The row
 * itself stays in sight, and the card goes as soon as the mouse does.
 */
final class HoverCard {
  private static final Duration REST = Duration.millis(700);
  private static final double BESIDE = 18;
  private static final double BELOW = 6;
  private static final double NAME = 84;
  private static final double WIDTH = 330;

  private final TraceModel model;
  private final Popup popup = new Popup();
  private final VBox content = new VBox();
  private final PauseTransition rest = new PauseTransition(REST);
  private @Nullable SpanRow row;
  private boolean byKey;
  private Subscription focus = Subscription.EMPTY;

  HoverCard(TraceModel model) {
    this.model = model;
    content.setId("span-card");
    content.getStyleClass().addAll("popover", "span-card");
    content.setMaxWidth(WIDTH);
    content.setPrefWidth(WIDTH);
    content.setMouseTransparent(true);
    popup.getContent().add(content);
    popup.setHideOnEscape(false);
    popup.setAutoFix(false);
  }

  /** The mouse is on a row; {@code x} on the screen. */
  void pointedAt(SpanRow pointed, Node cell, double x) {
    if (popup.isShowing() && row != null && pointed.node().id().equals(row.node().id())) {
      return;
    }
    hide();
    rest.setOnFinished(event -> show(pointed, cell, x, false));
    rest.playFromStart();
  }

  /** Shows the card of a row without a mouse. */
  void showFor(SpanRow wanted, Node cell) {
    Bounds at = cell.localToScreen(cell.getBoundsInLocal());
    hide();
    show(wanted, cell, at.getMinX() + NAME, true);
  }

  boolean isShowing() {
    return popup.isShowing();
  }

  /** Whether it was a key that showed it, so that it stays until another one. */
  boolean isByKey() {
    return byKey && popup.isShowing();
  }

  void hide() {
    rest.stop();
    row = null;
    focus.unsubscribe();
    popup.hide();
  }

  private void focused(boolean before, boolean focused) {
    if (!focused) {
      hide();
    }
  }

  private void show(SpanRow wanted, Node cell, double x, boolean key) {
    row = wanted;
    byKey = key;
    model.card(
        wanted,
        facts -> {
          if (wanted.equals(row)) {
            fill(facts);
            place(cell, x);
          }
        });
  }

  private void fill(Facts facts) {
    Label title = Parts.label(facts.title(), "strong");
    title.setWrapText(true);
    Label subtitle = Parts.label(facts.subtitle(), "muted", "small");
    subtitle.setWrapText(true);
    content.getChildren().setAll(title, subtitle);
    facts.lines().forEach(fact -> content.getChildren().add(line(fact)));
    if (!facts.below().isEmpty()) {
      content.getChildren().add(Parts.label("With everything below", "strong", "small"));
      facts.below().forEach(fact -> content.getChildren().add(line(fact)));
    }
  }

  private static HBox line(Fact fact) {
    Label name = Parts.label(fact.name(), "muted", "small");
    name.setMinWidth(NAME);
    name.setMaxWidth(NAME);
    Label value = Parts.label(fact.value(), "small");
    value.setWrapText(true);
    HBox line = new HBox(8, name, value);
    if (!fact.note().isEmpty()) {
      Label note = Parts.label(fact.note(), "faint", "small");
      note.setMinWidth(Label.USE_PREF_SIZE);
      line.getChildren().add(note);
    }
    return line;
  }

  /** Below the row, or above it where there is no room. */
  private void place(Node cell, double x) {
    Bounds at = cell.localToScreen(cell.getBoundsInLocal());
    if (at == null) {
      return;
    }
    if (!popup.isShowing()) {
      popup.show(cell, x + BESIDE, at.getMaxY() + BELOW);
      // It would stand above other programs.
      focus = popup.getOwnerWindow().focusedProperty().subscribe(this::focused);
    }
    // Its size is known once it is laid out.
    Platform.runLater(() -> fitIn(at, x));
  }

  private void fitIn(Bounds at, double x) {
    Rectangle2D screen =
        Screen.getScreensForRectangle(x, at.getMinY(), 1, 1).stream()
            .findFirst()
            .orElse(Screen.getPrimary())
            .getVisualBounds();
    double right = screen.getMaxX() - popup.getWidth();
    if (x + BESIDE > right) {
      popup.setX(Math.max(screen.getMinX(), right));
    }
    if (at.getMaxY() + BELOW + popup.getHeight() > screen.getMaxY()) {
      popup.setY(Math.max(screen.getMinY(), at.getMinY() - BELOW - popup.getHeight()));
    }
  }
}
