package dev.opikdesktop.desktop.explorer.annotate;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Gives scores beside the row that they are for, without leaving the table. */
public final class ScoreEditor {
  private static final double WIDTH = 250;

  private final AnnotateModel model;
  private final Runnable changed;

  /**
   * @param changed what to do when something was given or taken back
   */
  public ScoreEditor(AnnotateModel model, Runnable changed) {
    this.model = model;
    this.changed = changed;
  }

  /**
   * Shows it at a place of the screen.
   *
   * @param only the score that is given; null for all that can be
   */
  public void show(
      Node owner, double x, double y, AnnotateModel.Target target, @Nullable String only) {
    model.show(target);
    ScoresView scores = new ScoresView(model, only);
    Label problem = Parts.label("", "danger", "smaller");
    problem.setWrapText(true);
    Button retry = Parts.button("Try again", model::retry);
    VBox failed = new VBox(4, problem, retry);
    VBox content = new VBox(8, scores, failed);
    content.setId("score-editor");
    content.setPrefWidth(WIDTH);
    content.getStyleClass().addAll("popover", "annotate");
    Popup popup = new Popup();
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    List<Subscription> listening = new ArrayList<>();
    listening.add(
        model
            .failureProperty()
            .subscribe(
                why -> {
                  problem.setText(why);
                  Parts.present(failed, !why.isEmpty());
                }));
    listening.add(
        model
            .shownProperty()
            .subscribe(
                (before, said) -> {
                  changed.run();
                }));
    popup.setOnHidden(
        event -> {
          listening.forEach(Subscription::unsubscribe);
          scores.stop();
          model.show(null);
        });
    popup.show(owner, x, y);
    scores.takeFocus();
  }
}
