package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.time.Duration;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.value.ObservableNumberValue;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * What takes long, how far it is, since when, and a way to end it. Not there while nothing is under
 * way. The keyboard comes here from the button that began it, which cannot be pressed meanwhile.
 */
public final class Working extends HBox {
  private static final double BAR = 160;

  private final Label elapsed = Parts.label("", "muted", "smaller");
  private final Timeline clock =
      new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), event -> tell()));
  private final Button ender;
  private @Nullable Node before;
  private long since;

  /**
   * @param what empty while nothing is done
   * @param progress from 0 to 1; negative while nobody knows
   * @param end what the button says that ends it
   */
  public Working(
      ObservableStringValue what, ObservableNumberValue progress, String end, Runnable ending) {
    super(12);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("working");
    Label text = Parts.label("", "smaller");
    text.setMinWidth(0);
    text.textProperty().bind(what);
    ProgressBar bar = new ProgressBar();
    bar.getStyleClass().add("working-bar");
    bar.setMinWidth(BAR);
    bar.setPrefWidth(BAR);
    bar.setAccessibleText("Progress");
    bar.progressProperty().bind(progress);
    elapsed.setMinWidth(USE_PREF_SIZE);
    ender = Parts.button(end, ending);
    ender.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(bar, text, elapsed, Parts.spacer(), ender);
    visibleProperty().bind(text.textProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
    clock.setCycleCount(Animation.INDEFINITE);
    visibleProperty().subscribe(this::begin);
    Parts.inWindow(this).subscribe(inWindow -> tick());
  }

  /** Puts the keyboard on the button that ends it. */
  public void takeFocus() {
    ender.requestFocus();
  }

  private void begin(boolean underWay) {
    since = System.nanoTime();
    tick();
    Scene scene = getScene();
    if (underWay && scene != null && getParent().isFocusWithin()) {
      before = scene.getFocusOwner();
      ender.requestFocus();
    } else if (!underWay && ender.isFocused()) {
      Platform.runLater(this::giveBack);
    }
  }

  /** The keyboard goes to where it was, or to the button that matters most if that is gone. */
  private void giveBack() {
    Node to = before != null && before.getScene() == getScene() ? before : main();
    before = null;
    if (to != null) {
      to.requestFocus();
    }
  }

  private @Nullable Node main() {
    return getParent() == null ? null : getParent().lookup(".main-button");
  }

  /** Nobody looks at a clock that is not in a window. */
  private void tick() {
    if (isVisible() && getScene() != null) {
      tell();
      clock.play();
    } else {
      clock.stop();
    }
  }

  private void tell() {
    Duration time = Duration.ofNanos(System.nanoTime() - since);
    elapsed.setText(
        time.toMinutes() == 0
            ? time.toSeconds() + " s"
            : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart()));
  }
}
