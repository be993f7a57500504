package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;

/** All columns of a kind of row with a box to show each, found by a word of their titles. */
final class ColumnsMenu {
  private final ColumnsModel columns;
  private final Popup popup = new Popup();
  private final TextField search = new TextField();
  private final VBox boxes = new VBox(6);
  private final CheckBox all = new CheckBox("All");
  private final Label counted = Parts.label("", "muted", "small");

  private ColumnsMenu(ColumnsModel columns) {
    this.columns = columns;
    search.setPromptText("Find a column");
    search.setAccessibleText("Find a column");
    search.textProperty().subscribe(text -> fill());
    ScrollPane scroll = new ScrollPane(boxes);
    scroll.setFitToWidth(true);
    scroll.setPrefSize(240, 340);
    scroll.getStyleClass().add("menu-scroll");
    all.setAllowIndeterminate(false);
    all.setOnAction(event -> showAll(all.isSelected()));
    HBox foot = new HBox(8, all, Parts.spacer(), counted);
    foot.setAlignment(Pos.CENTER_LEFT);
    VBox content = new VBox(8, search, scroll, foot);
    content.getStyleClass().add("popover");
    popup.getContent().add(content);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  static void show(ColumnsModel columns, javafx.scene.Node owner) {
    ColumnsMenu menu = new ColumnsMenu(columns);
    javafx.geometry.Bounds at = owner.localToScreen(owner.getBoundsInLocal());
    menu.popup.show(owner, at.getMaxX() - 268, at.getMaxY() + 4);
    menu.search.requestFocus();
  }

  private void fill() {
    String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
    List<ColumnsModel.Entry> all = columns.all();
    boxes.getChildren().clear();
    section("", "", all, wanted);
    section("Scores", LogColumns.SCORE, all, wanted);
    section("Scores of spans", LogColumns.SPAN_SCORE, all, wanted);
    section("Metadata", LogColumns.METADATA, all, wanted);
    count();
  }

  private void section(String title, String prefix, List<ColumnsModel.Entry> all, String wanted) {
    List<ColumnsModel.Entry> found =
        all.stream()
            .filter(
                entry ->
                    prefix.isEmpty()
                        ? entry.column().id().indexOf(':') < 0
                        : entry.column().id().startsWith(prefix))
            .filter(entry -> entry.column().title().toLowerCase(Locale.ROOT).contains(wanted))
            .toList();
    if (!found.isEmpty() && !title.isEmpty()) {
      boxes.getChildren().add(Parts.label(title, "nav-group"));
    }
    for (ColumnsModel.Entry entry : found) {
      CheckBox box = new CheckBox(entry.column().title());
      box.setMnemonicParsing(false);
      box.setSelected(entry.shown());
      box.setOnAction(
          event -> {
            columns.show(entry, box.isSelected());
            count();
          });
      boxes.getChildren().add(box);
    }
  }

  /** All that every row has, and scores; metadata may have hundreds of keys. */
  private void showAll(boolean shown) {
    columns.all().stream()
        .filter(ColumnsMenu::isCounted)
        .filter(entry -> shown || !entry.column().usual())
        .forEach(entry -> columns.show(entry, shown));
    fill();
  }

  private static boolean isCounted(ColumnsModel.Entry entry) {
    return !entry.column().id().startsWith(LogColumns.METADATA);
  }

  private void count() {
    List<ColumnsModel.Entry> some = columns.all().stream().filter(ColumnsMenu::isCounted).toList();
    long shown = some.stream().filter(ColumnsModel.Entry::shown).count();
    long metadata = columns.shown().stream().filter(entry -> !isCounted(entry)).count();
    counted.setText(
        shown + " of " + some.size() + " shown" + (metadata == 0 ? "" : ", " + metadata + " more"));
    all.setSelected(shown == some.size());
    all.setIndeterminate(shown > 0 && shown < some.size());
  }
}
