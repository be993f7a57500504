package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.explorer.text.PayloadLine;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.text.ValuePlace;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** Beside the value that the mouse is on: copy it, or ask the logs for others like it. */
final class LineActions extends HBox {
  private static final int LONGEST_FILTER = 200;

  private final PayloadModel model;
  private final Button filter;

  LineActions(PayloadModel model, LineCell cell) {
    this.model = model;
    getStyleClass().add("line-actions");
    Button copy =
        Parts.iconButton(
            Feather.COPY, "Copy the value", () -> model.valueOf(cell.getIndex(), Parts::copy));
    filter =
        Parts.iconButton(
            Feather.FILTER,
            "Filter the logs by this value",
            () -> model.placeOf(cell.getIndex(), model::filterBy));
    for (Button button : new Button[] {copy, filter}) {
      button.getStyleClass().add("quiet-button");
      button.setFocusTraversable(false);
    }
    filter.getStyleClass().add("filter-by-value");
    getChildren().addAll(copy, filter);
  }

  void show(PayloadLine line) {
    int length = 0;
    boolean scalar = false;
    boolean folded = false;
    for (PayloadLine.Piece piece : line.pieces()) {
      length += piece.text().length();
      switch (piece.kind()) {
        case STRING, NUMBER, WORD -> scalar = true;
        case FOLDED -> folded = true;
        case KEY, PUNCTUATION, PLAIN -> {
          // Around the value.
        }
      }
    }
    Parts.present(filter, scalar && !folded && length <= LONGEST_FILTER && model.hasFilters());
  }

  /** The same and more, for the other button of the mouse. */
  static ContextMenu menu(PayloadModel model, int row, ValuePlace place) {
    ContextMenu menu = new ContextMenu();
    String value = place.value();
    String size =
        value == null || value.length() <= LONGEST_FILTER ? "" : ", " + Units.bytes(value.length());
    add(menu, "Copy value" + size, () -> model.valueOf(row, Parts::copy));
    if (!place.path().isEmpty()) {
      add(menu, "Copy path " + place.path(), () -> Parts.copy(place.path()));
    }
    if (value != null
        && !place.path().isEmpty()
        && value.length() <= LONGEST_FILTER
        && model.hasFilters()) {
      add(menu, "Filter the logs by this value", () -> model.filterBy(place));
    }
    if (model.folds().isData(row)) {
      add(menu, "Open the file", () -> model.openData(row));
    }
    if (model.folds().canFold(row)) {
      add(menu, model.folds().isFolded(row) ? "Unfold" : "Fold", () -> model.folds().toggle(row));
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
