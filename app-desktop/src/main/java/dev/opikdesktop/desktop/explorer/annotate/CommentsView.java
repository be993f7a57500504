package dev.opikdesktop.desktop.explorer.annotate;

import dev.opikdesktop.desktop.client.Annotations.Comment;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The comments, oldest first, and a field for one more. */
final class CommentsView extends VBox {
  private static final KeyCombination SAVE =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final AnnotateModel model;
  private final VBox list = new VBox(8);
  private final Label none = Parts.label("None", "faint", "smaller");
  private final TextArea fresh;

  CommentsView(AnnotateModel model) {
    super(8);
    this.model = model;
    fresh = area("", "Write a comment, Ctrl+Enter saves it", this::add);
    fresh.setId("new-comment");
    fresh.setAccessibleText("New comment");
    Button save = Parts.button("Comment", () -> add(fresh.getText()));
    save.setId("save-comment");
    save.disableProperty().bind(fresh.textProperty().isEmpty());
    getChildren().addAll(list, none, fresh, save);
    for (Node write : new Node[] {fresh, save}) {
      Parts.present(write, !model.isReadOnly());
    }
    model.shownProperty().subscribe(said -> show(said.comments()));
    model.targetProperty().subscribe(target -> fresh.clear());
  }

  void takeFocus() {
    fresh.requestFocus();
  }

  private void add(String text) {
    model.comment(text);
    fresh.clear();
  }

  private void show(List<Comment> comments) {
    list.getChildren().setAll(comments.stream().map(this::entry).toList());
    Parts.present(list, !comments.isEmpty());
    Parts.present(none, comments.isEmpty() && model.isReadOnly());
  }

  private VBox entry(Comment comment) {
    VBox entry = new VBox(2);
    entry.getStyleClass().add("comment");
    Label text = Parts.label(comment.text());
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    String when = Units.ago(comment.createdAt(), model.now());
    Label about =
        Parts.label(
            comment.author() + ", " + when + (comment.edited() ? ", edited" : ""),
            "faint",
            "small");
    Button edit = Parts.iconButton(Feather.EDIT_2, "Edit comment", () -> edit(entry, comment));
    Button delete =
        Parts.iconButton(
            Feather.TRASH_2, "Delete comment", () -> model.deleteComment(comment.id()));
    edit.getStyleClass().add("chip-button");
    delete.getStyleClass().add("chip-button");
    for (Button write : new Button[] {edit, delete}) {
      Parts.present(write, !model.isReadOnly());
    }
    HBox line = new HBox(4, about, Parts.spacer(), edit, delete);
    line.setAlignment(Pos.CENTER_LEFT);
    entry.getChildren().setAll(text, line);
    return entry;
  }

  private void edit(VBox entry, Comment comment) {
    TextArea area = area(comment.text(), "", text -> model.changeComment(comment.id(), text));
    area.setAccessibleText("Comment");
    Button save = Parts.button("Save", () -> model.changeComment(comment.id(), area.getText()));
    Button cancel = Parts.button("Cancel", () -> show(model.shownProperty().get().comments()));
    entry.getChildren().setAll(area, new HBox(6, save, cancel));
    area.requestFocus();
    area.end();
  }

  private static TextArea area(String text, String prompt, Consumer<String> save) {
    TextArea area = new TextArea(text);
    area.setPromptText(prompt);
    area.setWrapText(true);
    area.setPrefRowCount(2);
    area.getStyleClass().add("annotate-field");
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (SAVE.match(event)) {
            save.accept(area.getText());
            event.consume();
          }
        });
    return area;
  }
}
