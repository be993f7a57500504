package dev.opikdesktop.desktop.explorer.files;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/** A button that plays, where it is, and how long it is. */
final class SoundView extends VBox {
  private static final Duration TICK = Duration.millis(100);

  private final SoundModel model;
  private final Slider place = new Slider(0, 1, 0);
  private final Label time = Parts.label("", "mono", "muted");

  SoundView(SoundModel model) {
    super(8);
    this.model = model;
    Button play = Parts.iconButton(Feather.PLAY, "Play", model::toggle);
    play.setId("play-sound");
    place.setAccessibleText("Place in the sound");
    place.setMinWidth(60);
    HBox.setHgrow(place, Priority.ALWAYS);
    time.setMinWidth(USE_PREF_SIZE);
    HBox line = new HBox(10, play, place, time);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setMaxWidth(520);
    Label problem = Parts.label("", "muted");
    getChildren().addAll(line, problem);
    setAlignment(Pos.CENTER_LEFT);
    setMaxHeight(USE_PREF_SIZE);

    Timeline clock = new Timeline(new KeyFrame(TICK, event -> model.tick()));
    clock.setCycleCount(Animation.INDEFINITE);
    model
        .playingProperty()
        .subscribe(
            playing -> {
              play.setGraphic(Parts.icon(playing ? Feather.PAUSE : Feather.PLAY));
              Parts.named(play, playing ? "Pause" : "Play");
              if (playing) {
                clock.play();
              } else {
                clock.stop();
              }
            });
    model
        .problemProperty()
        .subscribe(
            why -> {
              problem.setText(why);
              Parts.present(problem, !why.isEmpty());
              play.setDisable(!why.isEmpty());
              place.setDisable(!why.isEmpty());
            });
    model.atSecondsProperty().subscribe(at -> show());
    model.lengthSecondsProperty().subscribe(length -> show());
    place
        .valueProperty()
        .subscribe(
            share -> {
              double shown = share();
              if (Math.abs(share.doubleValue() - shown) > 0.001) {
                model.seek(share.doubleValue());
              }
            });
  }

  private double share() {
    double length = model.lengthSecondsProperty().get();
    return length == 0 ? 0 : Math.min(1, model.atSecondsProperty().get() / length);
  }

  private void show() {
    place.setValue(share());
    time.setText(
        clock(model.atSecondsProperty().get())
            + " of "
            + clock(model.lengthSecondsProperty().get()));
  }

  /** With tenths where the whole is short. */
  private String clock(double seconds) {
    long whole = Math.round(seconds);
    return model.lengthSecondsProperty().get() < 10
        ? String.format(Locale.ENGLISH, "0:%04.1f", seconds)
        : String.format(Locale.ENGLISH, "%d:%02d", whole / 60, whole % 60);
  }
}
