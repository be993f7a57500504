package dev.opikdesktop.desktop.explorer.overview;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** Says what a chart is split by, and lets it be split by something else. */
final class SplitButton extends Button {
  private final ChartModel model;
  private final Consumer<Split> choose;

  SplitButton(ChartModel model, Consumer<Split> choose) {
    this.model = model;
    this.choose = choose;
    getStyleClass().addAll("plain-button", "quiet-button", "split-button");
    setGraphic(Parts.icon(Feather.CHEVRON_DOWN));
    setContentDisplay(ContentDisplay.RIGHT);
    setMnemonicParsing(false);
    setMinWidth(40);
    setOnAction(event -> menu().show(this, Side.BOTTOM, 0, 4));
    model
        .splitProperty()
        .subscribe(
            split -> {
              setText(split.label());
              Parts.named(this, "Split the chart by something else; it is " + split.label());
            });
    Parts.present(this, model.kind().splits().size() > 1);
  }

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    Split shown = model.splitProperty().get();
    for (Split.By by : model.kind().splits()) {
      if (by == Split.By.METADATA) {
        menu.getItems().addAll(new SeparatorMenuItem(), metadata(menu, shown));
      } else {
        Split split = Split.by(by);
        CheckMenuItem item = new CheckMenuItem(split.label());
        item.setSelected(split.equals(shown));
        item.setOnAction(event -> choose.accept(split));
        menu.getItems().add(item);
      }
    }
    return menu;
  }

  private CustomMenuItem metadata(ContextMenu menu, Split shown) {
    TextField key = new TextField(shown.key());
    key.setPromptText("Metadata key");
    key.setAccessibleText("Split by a key of the metadata");
    key.setPrefColumnCount(12);
    Runnable apply =
        () -> {
          if (!key.getText().isBlank()) {
            menu.hide();
            choose.accept(Split.byMetadata(key.getText().strip()));
          }
        };
    key.setOnAction(event -> apply.run());
    HBox line = new HBox(6, key, Parts.button("Split", apply));
    line.setPadding(new Insets(4, 0, 4, 0));
    return new CustomMenuItem(line, false);
  }
}
