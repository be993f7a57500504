package dev.opikdesktop.desktop.explorer.opening;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** In the side bar: the files that are open, and the way to open another one. */
public final class OpenFilesList extends VBox {
  private final OpeningModel model;
  private final Runnable choose;

  // What is open outlives this list: another server has another side bar.
  private final ListChangeListener<OpenFile> changed = change -> show();

  /**
   * @param choose lets the user choose a file
   */
  public OpenFilesList(OpeningModel model, Runnable choose) {
    super(2);
    this.model = model;
    this.choose = choose;
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene == null) {
                model.open().removeListener(changed);
              } else {
                model.open().addListener(changed);
              }
              show();
            });
  }

  private void show() {
    getChildren().clear();
    for (OpenFile file : model.open()) {
      getChildren().add(row(file));
    }
    Button another = new Button("Open a file…", Parts.icon(Feather.FOLDER));
    another.setId("nav-open-file");
    another.setOnAction(event -> choose.run());
    getChildren().add(navigation(another));
  }

  private Node row(OpenFile file) {
    Button name = new Button(file.name(), Parts.icon(Feather.FILE_TEXT));
    name.setMnemonicParsing(false);
    name.setOnAction(event -> model.show(file));
    name.setAccessibleText("Show the file " + file.name());
    if (model.isShown(file)) {
      name.getStyleClass().add("here");
    }
    HBox.setHgrow(name, Priority.ALWAYS);
    Button close =
        Parts.iconButton(Feather.X, "Close the file " + file.name(), () -> model.close(file));
    close.setId("close-file");
    close.getStyleClass().add("quiet-button");
    close.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(2, navigation(name), close);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Button navigation(Button button) {
    button.getStyleClass().add("nav");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setMinWidth(0);
    button.setAlignment(Pos.CENTER_LEFT);
    button.setGraphicTextGap(9);
    return button;
  }
}
