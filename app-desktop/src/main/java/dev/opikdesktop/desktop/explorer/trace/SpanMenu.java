package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.explorer.query.QueryModel;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.server.query.Operator;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;

/** What can be done with a row of the tree. */
final class SpanMenu {
  private static final int LONGEST = 60;

  private SpanMenu() {}

  /**
   * @param showSpans shows the trace's spans in the logs
   * @param another writes a filter by some other field
   */
  static ContextMenu of(TraceModel model, SpanRow row, Runnable showSpans, Runnable another) {
    ContextMenu menu = new ContextMenu();
    SpanNode node = row.node();
    if (row.canFold()) {
      menu.getItems()
          .add(item(row.folded() ? "Unfold" : "Fold", () -> model.fold(row, !row.folded())));
    }
    if (node.kind() != SpanKind.ORPHANS) {
      menu.getItems().add(item("Zoom to its time", () -> model.zoomTo(node)));
    }
    Menu filter = new Menu("Filter by");
    filter.getItems().addAll(filters(model.filter().query(), node, another));
    menu.getItems().addAll(filter, new SeparatorMenuItem());
    menu.getItems().add(item("Show the spans in the table", showSpans));
    if (node.kind() != SpanKind.ORPHANS) {
      menu.getItems()
          .addAll(
              new SeparatorMenuItem(),
              item("Copy name", () -> Parts.copy(node.name())),
              item("Copy id", () -> Parts.copy(node.id())));
    }
    return menu;
  }

  /** The values of the row alone, each of which narrows the tree to the spans that have it too. */
  static ContextMenu filters(TraceModel model, SpanRow row, Runnable another) {
    ContextMenu menu = new ContextMenu();
    menu.getItems().addAll(filters(model.filter().query(), row.node(), another));
    return menu;
  }

  private static List<MenuItem> filters(QueryModel query, SpanNode node, Runnable another) {
    List<MenuItem> items = new ArrayList<>();
    Span span = node.span();
    if (span != null) {
      add(items, query, "name", span.name());
      add(items, query, "type", span.type());
      add(items, query, "model", span.model());
      add(items, query, "provider", span.provider());
      span.tags().forEach(tag -> add(items, query, "tags", tag));
      add(items, query, "error_type", span.error() == null ? null : span.error().exceptionType());
      items.add(new SeparatorMenuItem());
    }
    items.add(item("Another field…", another));
    return items;
  }

  private static void add(
      List<MenuItem> items, QueryModel query, String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return;
    }
    String shown = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    Operator operator = field.equals("tags") ? Operator.CONTAINS : Operator.EQUAL;
    items.add(
        item(field.replace('_', ' ') + ": " + shown, () -> query.add(field, "", operator, value)));
  }

  private static MenuItem item(String title, Runnable action) {
    MenuItem item = new MenuItem(title);
    item.setMnemonicParsing(false);
    item.setOnAction(event -> action.run());
    return item;
  }
}
