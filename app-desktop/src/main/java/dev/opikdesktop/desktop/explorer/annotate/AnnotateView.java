package dev.opikdesktop.desktop.explorer.annotate;

import dev.opikdesktop.desktop.client.Annotations;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Tags, scores and comments under the facts. What went wrong stands on top, with a second try. */
public final class AnnotateView extends VBox {
  private final AnnotateModel model;
  private final FlowPane tags = new FlowPane(6, 6);
  private final TextField newTag = new TextField();
  private final ScoresView scores;
  private final CommentsView comments;

  public AnnotateView(AnnotateModel model) {
    this.model = model;
    getStyleClass().add("annotate");
    scores = new ScoresView(model);
    comments = new CommentsView(model);

    Label problem = Parts.label("", "danger", "smaller");
    problem.setWrapText(true);
    Button retry = Parts.button("Try again", model::retry);
    VBox failed = new VBox(4, problem, retry);
    failed.getStyleClass().add("annotate-problem");
    model
        .failureProperty()
        .subscribe(
            why -> {
              problem.setText(why);
              Parts.present(failed, !why.isEmpty());
            });

    newTag.setId("new-tag");
    newTag.setPromptText("+ tag");
    newTag.setAccessibleText("New tag");
    newTag.getStyleClass().add("annotate-field");
    newTag.setPrefWidth(90);
    newTag.setOnAction(
        event -> {
          model.addTag(newTag.getText());
          newTag.clear();
        });
    getChildren()
        .addAll(
            failed,
            Parts.label("Tags", "strong", "facts-heading"),
            tags,
            Parts.label("Scores", "strong", "facts-heading"),
            scores,
            Parts.label("Comments", "strong", "facts-heading"),
            comments);
    model.shownProperty().subscribe(this::showTags);
    model.targetProperty().subscribe(target -> Parts.present(this, target != null));
  }

  /** Puts the keyboard into the first score. */
  public void focusScores() {
    scores.takeFocus();
  }

  /** Puts the keyboard into the new comment. */
  public void focusComment() {
    comments.takeFocus();
  }

  Node comments() {
    return comments;
  }

  private void showTags(Annotations said) {
    tags.getChildren().clear();
    for (String tag : said.tags()) {
      if (model.isReadOnly()) {
        tags.getChildren().add(Parts.label(tag, "tag"));
        continue;
      }
      Label name = Parts.label(tag);
      Button remove = Parts.iconButton(Feather.X, "Remove tag " + tag, () -> model.removeTag(tag));
      remove.getStyleClass().add("chip-button");
      HBox chip = new HBox(2, name, remove);
      chip.getStyleClass().addAll("tag", "removable");
      chip.setOnKeyPressed(
          event -> {
            if (event.getCode() == KeyCode.DELETE) {
              model.removeTag(tag);
            }
          });
      tags.getChildren().add(chip);
    }
    if (!model.isReadOnly()) {
      tags.getChildren().add(newTag);
    } else if (said.tags().isEmpty()) {
      tags.getChildren().add(Parts.label("None", "faint", "smaller"));
    }
  }
}
