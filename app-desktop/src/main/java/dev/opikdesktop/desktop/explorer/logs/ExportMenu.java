package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.export.ExportSign;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.stage.Window;

/** Ways to a file with all rows of the query, or with the marked ones. */
final class ExportMenu {
  private final LogsModel model;
  private final LogExport export;
  private final SaveDialog dialog;

  ExportMenu(LogsModel model, LogExport export, SaveDialog dialog) {
    this.model = model;
    this.export = export;
    this.dialog = dialog;
  }

  /** All that the query answers, not only what is loaded. */
  Chosen everything() {
    return Chosen.matching(
        model.queryProperty().get(), java.util.Set.of(), model.totalProperty().get());
  }

  Button button(String id, Supplier<Chosen> chosen) {
    Button button = Parts.button("Export", () -> {});
    button.setId(id);
    ContextMenu menu = new ContextMenu();
    for (LogExport.Format format : LogExport.Format.values()) {
      MenuItem item = new MenuItem(format.title());
      item.setOnAction(event -> export(chosen.get(), format, button.getScene().getWindow()));
      menu.getItems().add(item);
    }
    button.setOnAction(event -> menu.show(button, Side.BOTTOM, 0, 4));
    return button;
  }

  void export(Chosen chosen, LogExport.Format format, Window owner) {
    String plural = model.kind().plural();
    String title = "Export %,d %s".formatted(chosen.count(), plural);
    Path file = dialog.choose(owner, title, plural + format.ending());
    if (file != null) {
      List<LogColumn> columns =
          model.columns(model.kind()).shown().stream().map(ColumnsModel.Entry::column).toList();
      export.start(chosen, columns, format, file);
    }
  }

  /** How far the file is, and why it was not written. */
  Node sign() {
    return new ExportSign(export.file());
  }
}
