package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.collections.FXCollections;
import javafx.scene.control.ListView;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** A conversation; only the rows in sight exist as nodes. */
public final class ChatView extends ListView<ChatRow> {
  private static final int MOST_PICTURES = 32;
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final UnaryOperator<String> addresses;
  private final Map<String, Image> pictures = new LinkedHashMap<>(16, 0.75f, true);
  private List<Message> messages = List.of();

  /**
   * @param addresses from what a message calls a picture to where it can be loaded from; what it
   *     does not know it gives back
   */
  public ChatView(UnaryOperator<String> addresses) {
    this.addresses = addresses;
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

  /** Null for one that would have to be fetched from elsewhere, or is not known. */
  @Nullable Image picture(String source) {
    String address = addresses.apply(source);
    boolean here =
        address.startsWith("data:image/")
            || address.startsWith("http://localhost:")
            || address.startsWith("http://127.0.0.1:");
    if (!here) {
      return null;
    }
    Image known = pictures.get(source);
    if (known == null) {
      known = new Image(address, true);
      pictures.put(source, known);
      if (pictures.size() > MOST_PICTURES) {
        pictures.remove(pictures.keySet().iterator().next());
      }
    }
    return known;
  }

  private void copySelected(KeyEvent event) {
    ChatRow selected = getSelectionModel().getSelectedItem();
    if (COPY.match(event) && selected != null) {
      copy(selected.message());
      event.consume();
    }
  }
}
