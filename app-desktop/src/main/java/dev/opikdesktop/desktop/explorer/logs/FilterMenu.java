package dev.opikdesktop.desktop.explorer.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;

/** The values of one row, each of which narrows the table to the rows that have it too. */
final class FilterMenu {
  private static final int LONGEST = 60;

  private FilterMenu() {}

  static ContextMenu of(LogRow row, ColumnPlaces places, BiConsumer<LogColumn, String> filter) {
    ContextMenu menu = new ContextMenu();
    menu.getItems().setAll(items(row, places, filter));
    return menu;
  }

  static List<MenuItem> items(
      LogRow row, ColumnPlaces places, BiConsumer<LogColumn, String> filter) {
    List<MenuItem> items = new ArrayList<>();
    for (ColumnPlaces.Place place : places.places()) {
      LogColumn column = place.entry().column();
      if (column.filterField() == null) {
        continue;
      }
      if (column.id().equals("tags")) {
        row.tags().forEach(tag -> items.add(item(column, tag, filter)));
      } else {
        String value = column.text().apply(row);
        if (!value.isEmpty()) {
          items.add(item(column, value, filter));
        }
      }
    }
    return items;
  }

  private static MenuItem item(
      LogColumn column, String value, BiConsumer<LogColumn, String> filter) {
    String shown = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    MenuItem item = new MenuItem(column.title() + ": " + shown);
    item.setMnemonicParsing(false);
    item.setOnAction(event -> filter.accept(column, value));
    return item;
  }
}
