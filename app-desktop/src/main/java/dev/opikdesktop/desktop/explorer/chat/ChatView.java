package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.List;
import java.util.function.UnaryOperator;
import javafx.collections.FXCollections;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** A conversation; only the rows in sight exist as nodes. */
public final class ChatView extends ListView<ChatRow> {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final ChatPictures pictures;
  private final ChatFiles files;
  private List<Message> messages = List.of();

  /**
   * @param addresses from what a message calls a picture to where it can be loaded from; what it
   *     does not know it gives back
   */
  public ChatView(Background background, UnaryOperator<String> addresses) {
    this(background, addresses, ChatFiles.NONE);
  }

  /**
   * @param addresses as above
   * @param files where files are opened that are no pictures
   */
  public ChatView(Background background, UnaryOperator<String> addresses, ChatFiles files) {
    this.files = files;
    pictures = new ChatPictures(background, addresses);
    setId("messages");
    setAccessibleText("Messages");
    getStyleClass().add("chat");
    setCellFactory(view -> new ChatCell(this));
    addEventHandler(KeyEvent.KEY_PRESSED, this::copySelected);
  }

  /**
   * @param rows of the messages, as {@link ChatRows} cuts them
   */
  public void show(List<Message> shown, List<ChatRow> rows) {
    messages = shown;
    setItems(FXCollections.observableList(rows));
    if (!rows.isEmpty()) {
      scrollTo(0);
    }
  }

  void copy(int message) {
    if (message < messages.size()) {
      Parts.copy(ChatRows.text(messages.get(message)));
    }
  }

  ChatFiles files() {
    return files;
  }

  ChatPictures pictures() {
    return pictures;
  }

  private void copySelected(KeyEvent event) {
    ChatRow selected = getSelectionModel().getSelectedItem();
    if (COPY.match(event) && selected != null) {
      copy(selected.message());
      event.consume();
    }
  }
}
