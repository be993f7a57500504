package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.explorer.files.FilesModel;
import dev.opikdesktop.desktop.explorer.files.FilesView;
import dev.opikdesktop.desktop.explorer.files.Thumbnail;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The files of all turns above the conversation, small and in a row; the one that is looked at
 * stands below. There is no band where there are no files.
 */
final class FilesBand extends VBox {
  private static final int MOST = 8;
  private static final double SMALL = 26;
  private static final double LOOKED_AT = 270;

  private final FilesModel model;
  private final Label count = Parts.label("", "muted", "smaller");
  private final HBox row = new HBox(4);
  private final Button close;

  FilesBand(FilesModel model) {
    this.model = model;
    getStyleClass().add("files-band");
    count.setMinWidth(USE_PREF_SIZE);
    close = Parts.iconButton(Feather.CHEVRON_UP, "Close the file", () -> model.open(null));
    close.setId("close-file");
    close.getStyleClass().add("quiet-button");
    HBox line = new HBox(8, Parts.icon(Feather.PAPERCLIP), count, row, Parts.spacer(), close);
    line.getStyleClass().add("files-line");
    FilesView shown = new FilesView(model);
    shown.setMinHeight(LOOKED_AT);
    shown.setPrefHeight(LOOKED_AT);
    getChildren().addAll(line, shown);
    model.filesProperty().subscribe(this::show);
    model
        .openedProperty()
        .subscribe(
            file -> {
              Parts.present(shown, file != null);
              Parts.present(close, file != null);
            });
  }

  private void show(List<Attachment> files) {
    Parts.present(this, !files.isEmpty());
    count.setText(files.size() == 1 ? "1 file" : files.size() + " files");
    row.getChildren().clear();
    for (Attachment file : files.subList(0, Math.min(MOST, files.size()))) {
      row.getChildren().add(button(file));
    }
    if (files.size() > MOST) {
      Button more = Parts.button("+" + (files.size() - MOST), () -> open(files.get(MOST)));
      more.getStyleClass().add("quiet-button");
      more.setMinWidth(USE_PREF_SIZE);
      Parts.named(more, "Show all files");
      row.getChildren().add(more);
    }
  }

  private Button button(Attachment file) {
    Thumbnail small = new Thumbnail(SMALL);
    small.show(file);
    Button button = Parts.button("", () -> open(file));
    button.getStyleClass().addAll("quiet-button", "thumbnail");
    button.setGraphic(small);
    Parts.named(button, file.name());
    return button;
  }

  /** Looks at a file; at none when it was looked at already. */
  private void open(@Nullable Attachment file) {
    model.open(file != null && file.equals(model.openedProperty().get()) ? null : file);
  }
}
