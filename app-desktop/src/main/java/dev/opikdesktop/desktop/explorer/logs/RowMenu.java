package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/** What can be done with one row. */
final class RowMenu {
  private RowMenu() {}

  /**
   * @param column whose value is pointed at; null for none
   */
  static ContextMenu of(LogTable table, LogRow row, @Nullable LogColumn column) {
    ContextMenu menu = new ContextMenu();
    menu.getItems().add(item("Open", () -> table.open(row)));
    if (!row.comments().isEmpty()) {
      menu.getItems().add(item("Open its comments", () -> table.openComments(row)));
    }
    String thread = row.threadId();
    if (thread != null && !thread.isEmpty() && row.kind() != LogKind.THREADS) {
      menu.getItems().add(item("Open its thread", () -> table.openThread(thread)));
    }
    boolean marked = table.isMarked(row);
    menu.getItems()
        .addAll(
            item(marked ? "Unmark" : "Mark", () -> table.mark(row, !marked)),
            new SeparatorMenuItem(),
            item("Copy the id", () -> Parts.copy(row.id())));
    String value = column == null ? "" : whole(column, row);
    if (column != null && !value.isEmpty() && !column.id().equals("id")) {
      String name = column.title().toLowerCase(Locale.ROOT);
      menu.getItems().add(item("Copy the " + name, () -> Parts.copy(value)));
    }
    Menu filters = new Menu("Filter by");
    filters.getItems().setAll(table.filters(row));
    if (!filters.getItems().isEmpty()) {
      menu.getItems().addAll(new SeparatorMenuItem(), filters);
    }
    if (!table.isReadOnly()) {
      menu.getItems().add(item("Score", () -> table.score(row, null)));
    }
    if (!table.isReadOnly() && row.kind() != LogKind.SPANS) {
      MenuItem delete = item("Delete…", () -> table.delete(row));
      delete.getStyleClass().add("danger-item");
      menu.getItems().addAll(new SeparatorMenuItem(), delete);
    }
    return menu;
  }

  /** As much of a value as the table knows. */
  private static String whole(LogColumn column, LogRow row) {
    return switch (column.look()) {
      case PAYLOAD -> row.input().more();
      case OUTPUT -> row.output().more();
      case ERROR -> row.error() == null ? "" : row.error().text();
      default -> column.text().apply(row);
    };
  }

  private static MenuItem item(String text, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setMnemonicParsing(false);
    item.setOnAction(event -> action.run());
    return item;
  }
}
