package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.RadioMenuItem;
import org.kordamp.ikonli.feather.Feather;

/**
 * Says what the rows are sorted by as long as no title of a column does: threads are sorted by
 * their last change, which is no column, and a column may be hidden.
 */
final class SortSign extends Button {
  private static final String LAST_CHANGE = "last_updated_at";

  private final LogsModel model;

  SortSign(LogsModel model) {
    this.model = model;
    setId("sort-sign");
    getStyleClass().addAll("plain-button", "quiet-button");
    setMinWidth(USE_PREF_SIZE);
    setMnemonicParsing(false);
    setOnAction(event -> choices().show(this, Side.BOTTOM, 0, 4));
    model.queryProperty().subscribe(query -> show());
    for (LogKind kind : LogKind.values()) {
      model.columns(kind).versionProperty().subscribe(version -> show());
    }
  }

  private void show() {
    LogQuery query = model.queryProperty().get();
    boolean inTitle =
        model.columns(query.kind()).shown().stream()
            .anyMatch(entry -> model.sortedBy(entry.column()));
    Parts.present(this, !inTitle);
    setGraphic(Parts.icon(query.descending() ? Feather.ARROW_DOWN : Feather.ARROW_UP));
    String title = title(query.sortField());
    setText("By " + title);
    Parts.named(
        this,
        "Sorted by "
            + title
            + (query.descending() ? ", downwards" : ", upwards")
            + ". A click on a column's title sorts by it");
  }

  private String title(String field) {
    return model.columns(model.kind()).all().stream()
        .map(ColumnsModel.Entry::column)
        .filter(column -> field.equals(column.sortField()))
        .map(column -> column.title().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(field.equals(LAST_CHANGE) ? "last change" : field.replace('_', ' '));
  }

  private ContextMenu choices() {
    ContextMenu menu = new ContextMenu();
    String usual = LogQuery.usualSort(model.kind());
    if (usual.equals(LAST_CHANGE)) {
      menu.getItems().add(item("Last change", usual));
    }
    List<ColumnsModel.Entry> columns = model.columns(model.kind()).shown();
    for (ColumnsModel.Entry entry : columns) {
      String field = entry.column().sortField();
      if (field != null) {
        menu.getItems().add(item(entry.column().title(), field));
      }
    }
    return menu;
  }

  private RadioMenuItem item(String title, String field) {
    RadioMenuItem item = new RadioMenuItem(title);
    item.setMnemonicParsing(false);
    item.setSelected(model.queryProperty().get().sortField().equals(field));
    item.setOnAction(event -> model.show(model.view().sortedBy(field, true)));
    return item;
  }
}
