package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
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
  private final Background background;
  private final Map<String, ObjectProperty<@Nullable Image>> pictures =
      new LinkedHashMap<>(16, 0.75f, true);
  private List<Message> messages = List.of();

  /**
   * @param addresses from what a message calls a picture to where it can be loaded from; what it
   *     does not know it gives back
   */
  public ChatView(Background background, UnaryOperator<String> addresses) {
    this.background = background;
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

  /**
   * A picture that comes as soon as it is read; null for one that would have to be fetched from
   * elsewhere, or is not known.
   */
  @Nullable ReadOnlyObjectProperty<@Nullable Image> picture(String source) {
    String address = addresses.apply(source);
    boolean written = address.startsWith("data:image/");
    boolean here =
        address.startsWith("http://localhost:") || address.startsWith("http://127.0.0.1:");
    if (!written && !here) {
      return null;
    }
    ObjectProperty<@Nullable Image> known = pictures.get(source);
    if (known != null) {
      return known;
    }
    ObjectProperty<@Nullable Image> comes = new SimpleObjectProperty<>();
    pictures.put(source, comes);
    if (pictures.size() > MOST_PICTURES) {
      pictures.remove(pictures.keySet().iterator().next());
    }
    if (written) {
      background.run(
          () -> decoded(address),
          (image, took) -> comes.set(image),
          problem -> comes.set(new Image(InputStream.nullInputStream())));
    } else {
      comes.set(new Image(address, true));
    }
    return comes;
  }

  private static Image decoded(String address) {
    String base64 = address.substring(address.indexOf(',') + 1);
    return new Image(new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
  }

  private void copySelected(KeyEvent event) {
    ChatRow selected = getSelectionModel().getSelectedItem();
    if (COPY.match(event) && selected != null) {
      copy(selected.message());
      event.consume();
    }
  }
}
