package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.explorer.projects.ProjectsModel;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.trace.SpanRow;
import dev.opikdesktop.desktop.explorer.trace.SpanTree;
import java.time.ZoneId;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

/** What is shown, the keys that work here, and how long the last answer took. */
final class StatusLine extends HBox {
  private final FrameModel model;
  private final Label shown = Parts.label("", "status-text");
  private final Label keys = Parts.label("", "status-text", "faint");
  private final Label took = Parts.label("", "status-text");
  private final Label copied = Parts.label("Copied", "status-text", "done");
  private final PauseTransition copiedLongEnough = new PauseTransition(Duration.seconds(2));
  private final Label problem = Parts.label("", "status-text", "danger");

  StatusLine(FrameModel model) {
    this.model = model;
    setId("status");
    getStyleClass().add("status-line");
    shown.setId("status-shown");
    problem.setMinWidth(0);
    took.setMinWidth(USE_PREF_SIZE);
    shown.setMinWidth(USE_PREF_SIZE);
    setSpacing(18);
    copied.setId("status-copied");
    copied.setMinWidth(USE_PREF_SIZE);
    Parts.present(copied, false);
    copiedLongEnough.setOnFinished(event -> Parts.present(copied, false));
    Parts.copies().when(Parts.inWindow(this)).subscribe((before, now) -> copied());
    getChildren().addAll(shown, keys, Parts.spacer(), copied, problem, took);
    InvalidationListener show = observable -> show();
    for (Observable observable :
        new Observable[] {
          model.placeProperty(),
          model.disconnectionProperty(),
          model.projects().shown(),
          model.projects().stateProperty(),
          model.projects().tookMillisProperty(),
          model.projects().failureProperty(),
          model.logs().stateProperty(),
          model.logs().totalProperty(),
          model.logs().tookMillisProperty(),
          model.logs().failureProperty(),
          model.overview().rangeProperty(),
          model.overview().tookMillisProperty(),
          model.overview().failureProperty(),
          model.trace().selectedProperty(),
          model.trace().tookMillisProperty(),
          model.trace().failureProperty(),
          model.thread().turns(),
          model.thread().selectedProperty(),
          model.thread().tookMillisProperty(),
          model.thread().failureProperty(),
          model.compare().summaryProperty(),
          model.compare().tookMillisProperty(),
          model.compare().failureProperty()
        }) {
      observable.addListener(show);
    }
    show();
  }

  private void copied() {
    Parts.present(copied, true);
    copiedLongEnough.playFromStart();
  }

  private void show() {
    switch (model.placeProperty().get()) {
      case Place.Projects projects -> {
        shown.setText(projectsText());
        keys.setText("↑↓ move · Enter open · / search");
        say(model.projects().tookMillisProperty().get(), model.projects().failureProperty());
      }
      case Place.Logs page -> {
        shown.setText(model.logs().countText());
        keys.setText(
            "↑↓ or J/K move · Enter open · Space mark · F filter by value · / search · Esc unmark");
        say(model.logs().tookMillisProperty().get(), model.logs().failureProperty());
      }
      case Place.Overview page -> {
        shown.setText(model.overview().rangeProperty().get().label(ZoneId.systemDefault()));
        keys.setText("Tab chart · ←→ point · Shift ←→ choose a time · Enter zoom · Esc back");
        say(model.overview().tookMillisProperty().get(), model.overview().failureProperty());
      }
      case Place.OpenTrace open -> {
        SpanRow row = model.trace().selectedProperty().get();
        SpanTree tree = model.trace().treeProperty().get();
        int spans = tree == null ? 0 : tree.spanCount();
        shown.setText(
            row != null && row.node().span() != null
                ? "Span " + Units.count((long) row.number()) + " of " + Units.count((long) spans)
                : "Trace with " + Units.count((long) spans) + (spans == 1 ? " span" : " spans"));
        keys.setText(
            "J/K span · H/L fold · / find · F filter · I details · + - 0 zoom · S score"
                + " · C comment · Esc back");
        say(model.trace().tookMillisProperty().get(), model.trace().failureProperty());
      }
      case Place.OpenThread open -> {
        int turns = model.thread().turns().size();
        int selected = model.thread().selectedProperty().get();
        shown.setText(
            selected < 0
                ? "Thread"
                : "Turn " + Units.count(selected + 1L) + " of " + Units.count(Long.valueOf(turns)));
        keys.setText(
            "↑↓ or J/K turn · Enter its trace · Alt ↑↓ thread · S score · C comment · Esc back");
        say(model.thread().tookMillisProperty().get(), model.thread().failureProperty());
      }
      case Place.Compare page -> {
        shown.setText(model.compare().summaryProperty().get());
        keys.setText("J/K span · N next difference · H/L fold · / find · Esc back");
        say(model.compare().tookMillisProperty().get(), model.compare().failureProperty());
      }
      case Place.Settings settings -> {
        shown.setText("Settings");
        keys.setText("↑↓ section · Tab into it · / search · Esc back");
        took.setText("");
        say("");
      }
    }
  }

  private String projectsText() {
    if (model.projects().stateProperty().get() == ProjectsModel.State.LOADING) {
      return "Asking for the projects…";
    }
    int count = model.projects().shown().size();
    return count == 1 ? "1 project" : Units.count((long) count) + " projects";
  }

  private void say(long millis, ObservableStringValue failure) {
    took.setText(millis + " ms");
    say(failure.get());
  }

  private void say(String failure) {
    String lost = model.disconnectionProperty().get();
    problem.setText(lost.isEmpty() ? failure : lost + ". Trying again");
    problem.setTooltip(problem.getText().isEmpty() ? null : new Tooltip(problem.getText()));
  }
}
