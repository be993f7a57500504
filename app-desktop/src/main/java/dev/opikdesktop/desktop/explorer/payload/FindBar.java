package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** A field for words, how many there are of them, and a way from one to the next. */
final class FindBar extends HBox {
  private final FindModel model;
  private final TextField words = new TextField();
  private final Label count = Parts.label("", "muted", "smaller");

  /**
   * @param leave where the keyboard goes on Escape
   */
  FindBar(FindModel model, Runnable leave) {
    super(4);
    this.model = model;
    setAlignment(Pos.CENTER_LEFT);
    words.setId("find-in-payload");
    words.setPromptText("Find in payload");
    words.setAccessibleText("Find in payload");
    words.getStyleClass().addAll("annotate-field", "find-field");
    words.textProperty().subscribe(model::find);
    words.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            model.go(event.isShiftDown() ? -1 : 1);
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE) {
            words.clear();
            leave.run();
            event.consume();
          }
        });
    HBox steps =
        new HBox(
            Parts.iconButton(Feather.CHEVRON_UP, "Previous hit", () -> model.go(-1)),
            Parts.iconButton(Feather.CHEVRON_DOWN, "Next hit", () -> model.go(1)));
    steps.getChildren().forEach(step -> step.getStyleClass().add("quiet-button"));
    steps.setAlignment(Pos.CENTER_LEFT);
    count.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(words, count, steps);
    model.hitsProperty().subscribe(hits -> show());
    model.currentProperty().subscribe(current -> show());
    Parts.present(steps, false);
    Parts.present(count, false);
    words
        .textProperty()
        .subscribe(
            text -> {
              Parts.present(steps, !text.isEmpty());
              Parts.present(count, !text.isEmpty());
            });
  }

  void takeFocus() {
    words.requestFocus();
    words.selectAll();
  }

  private void show() {
    int size = model.hitsProperty().get().size();
    int at = model.currentProperty().get();
    String all = Units.count((long) size);
    count.setText(size == 0 ? "none" : at < 0 ? all : Units.count(at + 1L) + " of " + all);
  }
}
