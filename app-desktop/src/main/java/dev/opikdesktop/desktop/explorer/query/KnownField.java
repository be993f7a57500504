package dev.opikdesktop.desktop.explorer.query;

import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.PopupWindow;

/**
 * A line of text, and over what is below it, while it is written on, what is known that has the
 * text in it.
 */
final class KnownField extends VBox {
  private static final double ROW = 24;
  private static final int MOST_ROWS = 6;

  private final TextField field = new TextField();
  private final ListView<String> options = new ListView<>();
  private final Popup popup = new Popup();
  private final Supplier<List<String>> known;
  private final BooleanSupplier several;
  private final Runnable enter;
  private Runnable whenChosen = () -> {};

  /**
   * @param known all that is known
   * @param several whether it takes more than one, with commas between
   * @param enter done when Enter is pressed and nothing is chosen from the list
   */
  KnownField(
      String id,
      String name,
      Supplier<List<String>> known,
      BooleanSupplier several,
      Runnable enter) {
    this.known = known;
    this.several = several;
    this.enter = enter;
    field.setId(id);
    field.setAccessibleText(name);
    options.setFixedCellSize(ROW);
    options.setFocusTraversable(false);
    options.getStyleClass().add("completions");
    options.setOnMouseClicked(event -> choose());
    popup.getContent().add(options);
    popup.setAnchorLocation(PopupWindow.AnchorLocation.CONTENT_TOP_LEFT);
    getChildren().add(field);
    field.textProperty().subscribe(text -> refresh());
    field.focusedProperty().subscribe(focused -> refresh());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
  }

  String text() {
    return field.getText();
  }

  /** What is done once one of the list was chosen. */
  void whenChosen(Runnable action) {
    whenChosen = action;
  }

  void write(String text, String example) {
    field.setText(text);
    field.setPromptText(example);
  }

  void takeFocus() {
    field.requestFocus();
    field.selectAll();
  }

  TextField line() {
    return field;
  }

  /** More may be known by now. */
  void refresh() {
    String part = unfinished().toLowerCase(Locale.ROOT);
    List<String> fitting =
        known.get().stream()
            .filter(each -> each.toLowerCase(Locale.ROOT).contains(part))
            .filter(each -> !each.equals(field.getText()))
            .toList();
    if (!fitting.equals(options.getItems())) {
      options.getItems().setAll(fitting);
    }
    options.getSelectionModel().clearSelection();
    options.setPrefHeight(Math.min(fitting.size(), MOST_ROWS) * ROW + 2);
    if (fitting.isEmpty() || !field.isFocused()) {
      popup.hide();
    } else if (!popup.isShowing()) {
      Bounds at = field.localToScreen(field.getBoundsInLocal());
      options.setPrefWidth(at.getWidth());
      popup.show(field, at.getMinX(), at.getMaxY() + 4);
    }
  }

  private String unfinished() {
    String text = field.getText();
    return (several.getAsBoolean() ? text.substring(text.lastIndexOf(',') + 1) : text).strip();
  }

  private void keyPressed(KeyEvent event) {
    int chosen = options.getSelectionModel().getSelectedIndex();
    int last = popup.isShowing() ? options.getItems().size() - 1 : -1;
    switch (event.getCode()) {
      case DOWN -> select(Math.min(chosen + 1, last));
      case UP -> select(Math.min(Math.max(0, chosen - 1), last));
      case ENTER -> {
        if (chosen >= 0) {
          choose();
        } else {
          enter.run();
        }
      }
      case TAB -> {
        if (chosen >= 0) {
          choose();
        }
        return;
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void select(int index) {
    if (index >= 0) {
      options.getSelectionModel().select(index);
      options.scrollTo(Math.max(0, index - MOST_ROWS + 1));
    }
  }

  private void choose() {
    String chosen = options.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      String text = field.getText();
      int kept = several.getAsBoolean() ? text.lastIndexOf(',') + 1 : 0;
      field.setText(kept == 0 ? chosen : text.substring(0, kept) + " " + chosen);
      field.requestFocus();
      field.end();
      whenChosen.run();
    }
  }
}
