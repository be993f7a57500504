package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.text.PayloadLine;
import dev.opikdesktop.desktop.explorer.text.PayloadText;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.text.ValuePlace;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** One line of a payload: its colours, the words that were looked for, and what its value is. */
final class LineCell extends ListCell<PayloadLine> {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final PayloadModel model;
  private final TextFlow flow = new TextFlow();

  LineCell(PayloadModel model) {
    this.model = model;
    setPrefWidth(0);
    setOnContextMenuRequested(this::showMenu);
  }

  @Override
  protected void updateItem(@Nullable PayloadLine line, boolean empty) {
    super.updateItem(line, empty);
    if (empty || line == null) {
      setGraphic(null);
      return;
    }
    flow.getChildren().clear();
    if (line.indent() > 0) {
      flow.getChildren().add(new Text(" ".repeat(line.indent())));
    }
    PayloadText text = model.textProperty().get();
    int at = getIndex() < text.size() ? text.start(getIndex()) : 0;
    for (PayloadLine.Piece piece : line.pieces()) {
      piece(piece, at);
      at += piece.text().length();
    }
    setGraphic(flow);
  }

  /**
   * @param at where the piece begins in the whole text
   */
  private void piece(PayloadLine.Piece piece, int at) {
    FindModel.Hits hits = model.find().hitsProperty().get();
    String text = piece.text();
    int shown = 0;
    for (int i = hits.size() == 0 ? 0 : hits.firstAfter(at); i < hits.size(); i++) {
      int from = Math.max(shown, hits.starts()[i] - at);
      int to = Math.min(text.length(), hits.starts()[i] - at + hits.length());
      if (from >= text.length()) {
        break;
      }
      if (to > from) {
        add(new Text(text.substring(shown, from)), piece);
        Label hit = new Label(text.substring(from, to));
        hit.getStyleClass().add("hit");
        hit.setMinWidth(USE_PREF_SIZE);
        hit.pseudoClassStateChanged(CURRENT, i == model.find().currentProperty().get());
        flow.getChildren().add(hit);
        shown = to;
      }
    }
    add(new Text(text.substring(shown)), piece);
  }

  private void add(Text text, PayloadLine.Piece piece) {
    if (!text.getText().isEmpty()) {
      text.getStyleClass().add("json-" + piece.kind().name().toLowerCase(Locale.ROOT));
      flow.getChildren().add(text);
    }
  }

  private void showMenu(ContextMenuEvent event) {
    ContextMenu menu = isEmpty() ? null : menu(model, getIndex());
    if (menu != null) {
      menu.show(this, event.getScreenX(), event.getScreenY());
      event.consume();
    }
  }

  private static @Nullable ContextMenu menu(PayloadModel model, int line) {
    ValuePlace place = model.placeOf(line);
    if (place == null) {
      return null;
    }
    ContextMenu menu = new ContextMenu();
    String value = place.value();
    if (value != null) {
      add(
          menu,
          "Copy value" + (value.length() > 200 ? ", " + Units.bytes(value.length()) : ""),
          () -> Parts.copy(value));
    }
    if (!place.path().isEmpty()) {
      add(menu, "Copy path " + place.path(), () -> Parts.copy(place.path()));
    }
    if (value != null && !place.path().isEmpty() && value.length() <= 200) {
      add(menu, "Filter the logs by this value", () -> model.filterBy(place));
    }
    add(menu, "Copy all", () -> Parts.copy(model.toCopy()));
    return menu;
  }

  private static void add(ContextMenu menu, String title, Runnable action) {
    MenuItem item = new MenuItem(title);
    item.setMnemonicParsing(false);
    item.setOnAction(event -> action.run());
    menu.getItems().add(item);
  }
}
