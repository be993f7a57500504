package dev.opikdesktop.desktop.explorer.files;

import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A file as a small picture: of itself where it is one, else of its kind. */
public final class Thumbnail extends StackPane {
  private final double size;
  private final FontIcon kind = Parts.icon(Feather.FILE);
  private final ImageView small = new ImageView();

  public Thumbnail(double size) {
    this.size = size;
    small.setFitHeight(size);
    small.setFitWidth(size);
    small.setPreserveRatio(true);
    getChildren().addAll(kind, small);
    setMinSize(size, size);
    setPrefSize(size, size);
    setMaxSize(size, size);
  }

  public void show(Attachment file) {
    kind.setIconCode(icon(file));
    small.setImage(
        file.isImage() ? new Image(file.address(), 2 * size, 2 * size, true, true, true) : null);
  }

  private static Feather icon(Attachment file) {
    String type = file.type();
    if (type.startsWith("audio/")) {
      return Feather.MUSIC;
    }
    if (type.startsWith("video/")) {
      return Feather.FILM;
    }
    if (type.startsWith("image/")) {
      return Feather.IMAGE;
    }
    return file.isText() || file.isPdf() ? Feather.FILE_TEXT : Feather.FILE;
  }
}
