package dev.opikdesktop.desktop.explorer.opening;

import java.io.File;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Files that are held over the window, and let go. */
public final class FileDrop {
  private final OpeningModel model;

  private FileDrop(OpeningModel model) {
    this.model = model;
  }

  /** Takes what is dropped anywhere on a node. */
  public static void on(Node node, OpeningModel model) {
    FileDrop drop = new FileDrop(model);
    node.setOnDragEntered(event -> model.expectedProperty().set(hasFiles(event)));
    node.setOnDragOver(drop::accept);
    node.setOnDragExited(event -> model.expectedProperty().set(false));
    node.setOnDragDropped(drop::take);
  }

  private static boolean hasFiles(DragEvent event) {
    return event.getDragboard().hasFiles();
  }

  private void accept(DragEvent event) {
    if (hasFiles(event)) {
      event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
      event.consume();
    }
  }

  private void take(DragEvent event) {
    model.expectedProperty().set(false);
    if (hasFiles(event)) {
      model.offer(event.getDragboard().getFiles().stream().map(File::toPath).toList());
      event.setDropCompleted(true);
      event.consume();
    }
  }
}
