package dev.opikdesktop.desktop.explorer.files;

import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Files at the left, with small pictures; the open one at the right. All can be saved. */
public final class FilesView extends HBox {
  private static final double THUMBNAIL = 36;

  private final FilesModel model;
  private final ListView<Attachment> list = new ListView<>();
  private final ImageView picture = new ImageView();
  private final TextArea text = new TextArea();
  private final Label other = Parts.label("", "muted");
  private final Label name = Parts.label("", "strong");
  private final Button previous;
  private final Button next;

  public FilesView(FilesModel model) {
    this.model = model;
    previous = Parts.iconButton(Feather.CHEVRON_LEFT, "Previous page", () -> model.turn(-1));
    next = Parts.iconButton(Feather.CHEVRON_RIGHT, "Next page", () -> model.turn(1));
    getStyleClass().add("files");
    list.setId("files");
    list.setAccessibleText("Files");
    list.getStyleClass().add("file-list");
    list.setCellFactory(view -> new FileCell());
    list.setPrefWidth(230);
    list.setMinWidth(120);
    list.getSelectionModel().selectedItemProperty().subscribe(this::chosen);

    picture.setPreserveRatio(true);
    text.setEditable(false);
    text.setWrapText(true);
    text.getStyleClass().addAll("file-text", "mono");
    text.textProperty().bind(model.textProperty());
    SoundView sound = new SoundView(model.sound());
    StackPane shown = new StackPane(picture, text, other, sound);
    shown.setMinSize(0, 0);
    shown.getStyleClass().add("file-shown");
    VBox.setVgrow(shown, Priority.ALWAYS);

    Button save = Parts.button("Save as…", this::save);
    save.setId("save-file");
    save.setGraphic(Parts.icon(Feather.DOWNLOAD));
    save.getStyleClass().add("quiet-button");
    Label said = Parts.label("", "muted", "smaller");
    said.textProperty().bind(model.saidProperty());
    name.setMinWidth(0);
    Button open = Parts.button("Open", this::openOutside);
    open.setId("open-file");
    open.setGraphic(Parts.icon(Feather.EXTERNAL_LINK));
    open.getStyleClass().add("quiet-button");
    Parts.named(open, "Open with the system's program");
    for (Button button : new Button[] {open, save}) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    previous.setId("previous-page");
    next.setId("next-page");
    HBox line = new HBox(10, name, said, previous, next, Parts.spacer(), open, save);
    line.getStyleClass().add("file-line");
    line.setAlignment(Pos.CENTER_LEFT);
    VBox right = new VBox(line, shown);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren().addAll(list, right);

    shown.layoutBoundsProperty().subscribe(bounds -> fit(bounds.getWidth(), bounds.getHeight()));
    model.filesProperty().subscribe(files -> list.setItems(FXCollections.observableList(files)));
    model
        .openedProperty()
        .subscribe(
            file -> {
              show(file);
              Parts.present(sound, file != null && file.isSound());
              Parts.present(open, file != null && model.canOpenOutside(file));
            });
    model.pageProperty().subscribe(this::show);
    addEventFilter(KeyEvent.KEY_PRESSED, this::turn);
  }

  private void show(@Nullable PdfPicture page) {
    for (Button button : new Button[] {previous, next}) {
      Parts.present(button, page != null && page.pages() > 1);
    }
    if (page != null) {
      previous.setDisable(page.number() == 1);
      next.setDisable(page.number() == page.pages());
      show(new Image(new ByteArrayInputStream(page.png())));
    }
  }

  private void turn(KeyEvent event) {
    boolean on = event.getCode() == KeyCode.PAGE_DOWN;
    if (model.pageProperty().get() != null && (on || event.getCode() == KeyCode.PAGE_UP)) {
      model.turn(on ? 1 : -1);
      event.consume();
    }
  }

  private void chosen(@Nullable Attachment file) {
    if (file != null && !file.equals(model.openedProperty().get())) {
      model.open(file);
    }
  }

  private void show(@Nullable Attachment file) {
    name.setText(file == null ? "" : file.name());
    picture.setImage(null);
    Parts.present(text, file != null && file.isText());
    boolean drawn = file != null && (file.isImage() || file.isPdf());
    picture.setVisible(drawn);
    picture.setAccessibleText(file == null ? "" : file.name());
    other.setText(
        file == null || file.isText() || file.isSound() || drawn
            ? ""
            : file.type() + ", " + Units.bytes(file.bytes()));
    if (file != null && file.isImage()) {
      show(new Image(file.address(), true));
    }
    if (file != null && list.getSelectionModel().getSelectedItem() != file) {
      list.getSelectionModel().select(file);
    }
  }

  private void show(Image image) {
    picture.setImage(image);
    image
        .progressProperty()
        .subscribe(
            progress -> {
              if (picture.getParent() instanceof StackPane pane) {
                fit(pane.getWidth(), pane.getHeight());
              }
              if (image.isError() && picture.getImage() == image) {
                other.setText("This picture can't be shown");
              }
            });
  }

  private void openOutside() {
    Attachment file = model.openedProperty().get();
    if (file != null) {
      model.openOutside(file);
    }
  }

  /** As large as there is room, and no larger than it is. */
  private void fit(double width, double height) {
    Image image = picture.getImage();
    if (image != null && image.getWidth() > 0) {
      picture.setFitWidth(Math.min(image.getWidth(), Math.max(1, width - 32)));
      picture.setFitHeight(Math.min(image.getHeight(), Math.max(1, height - 24)));
    }
  }

  private void save() {
    Attachment file = model.openedProperty().get();
    if (file == null || getScene() == null) {
      return;
    }
    Path to = SaveDialog.SYSTEM.choose(getScene().getWindow(), "Save " + file.name(), file.name());
    if (to != null) {
      model.save(file, to);
    }
  }

  private static final class FileCell extends ListCell<Attachment> {
    private final Thumbnail small = new Thumbnail(THUMBNAIL);
    private final Label name = Parts.label("");
    private final Label about = Parts.label("", "muted", "small");
    private final HBox line;

    FileCell() {
      line = new HBox(9, small, new VBox(1, name, about));
      line.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Attachment file, boolean empty) {
      super.updateItem(file, empty);
      if (empty || file == null) {
        setGraphic(null);
        return;
      }
      name.setText(file.name());
      about.setText(file.type() + " · " + Units.bytes(file.bytes()));
      small.show(file);
      setGraphic(line);
    }
  }
}
