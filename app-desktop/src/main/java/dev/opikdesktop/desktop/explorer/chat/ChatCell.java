package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** One row of a conversation, as high as its text needs at the view's width. */
final class ChatCell extends ListCell<ChatRow> {
  private final ChatView chat;
  private final Bodies bodies;
  private final VBox box = new VBox();

  ChatCell(ChatView chat) {
    this.chat = chat;
    this.bodies = new Bodies(chat.pictures(), chat.files());
    setPrefWidth(0);
    box.setFillWidth(true);
  }

  @Override
  protected double computePrefHeight(double width) {
    if (isEmpty() || getItem() == null) {
      return super.computePrefHeight(width);
    }
    double wide = width > 0 ? width : getWidth();
    return snappedTopInset()
        + snappedBottomInset()
        + Math.ceil(box.prefHeight(wide - snappedLeftInset() - snappedRightInset()));
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (getGraphic() != null) {
      box.resizeRelocate(
          snappedLeftInset(),
          snappedTopInset(),
          getWidth() - snappedLeftInset() - snappedRightInset(),
          getHeight() - snappedTopInset() - snappedBottomInset());
    }
  }

  @Override
  protected void updateItem(@Nullable ChatRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      return;
    }
    Node content = content(row);
    VBox.setVgrow(content, Priority.ALWAYS);
    box.getChildren().setAll(content);
    box.getStyleClass().clear();
    if (row.body() instanceof ChatRow.Head) {
      box.getStyleClass().add("chat-head");
    } else {
      box.getStyleClass().addAll("chat-row", "chat-" + row.role().name().toLowerCase(Locale.ROOT));
      if (row.first()) {
        box.getStyleClass().add("chat-first");
      }
      if (row.last()) {
        box.getStyleClass().add("chat-last");
      }
      if (row.first() && row.last()) {
        box.getStyleClass().add("chat-only");
      }
    }
    setGraphic(box);
  }

  private Node content(ChatRow row) {
    return row.body() instanceof ChatRow.Head head ? head(row, head) : bodies.node(row.body());
  }

  private HBox head(ChatRow row, ChatRow.Head head) {
    String text = head.note().isEmpty() ? head.label() : head.label() + " · " + head.note();
    Button copy = Parts.iconButton(Feather.COPY, "Copy message", () -> chat.copy(row.message()));
    copy.getStyleClass().addAll("quiet-button", "chat-copy");
    copy.setFocusTraversable(false);
    HBox line = new HBox(6, Parts.label(text, "muted", "smaller"), Parts.spacer(), copy);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
