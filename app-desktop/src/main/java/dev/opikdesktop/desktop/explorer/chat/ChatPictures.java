package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.work.Background;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** The pictures of a conversation; those that were shown last are kept. */
public final class ChatPictures {
  private static final int MOST_PICTURES = 32;

  private final Background background;
  private final UnaryOperator<String> addresses;
  private final Map<String, ObjectProperty<@Nullable Image>> pictures;

  /**
   * @param addresses from what a message calls a picture to where it can be loaded from; what it
   *     does not know it gives back
   */
  public ChatPictures(Background background, UnaryOperator<String> addresses) {
    this(background, addresses, new LinkedHashMap<>(16, 0.75f, true));
  }

  private ChatPictures(
      Background background,
      UnaryOperator<String> addresses,
      Map<String, ObjectProperty<@Nullable Image>> pictures) {
    this.background = background;
    this.addresses = addresses;
    this.pictures = pictures;
  }

  /** The same pictures, for messages that call them otherwise. */
  public ChatPictures called(UnaryOperator<String> otherAddresses) {
    return new ChatPictures(background, otherAddresses, pictures);
  }

  /**
   * A picture that comes as soon as it is read; null for one that would have to be fetched from
   * elsewhere, or is not known.
   */
  @Nullable ReadOnlyObjectProperty<@Nullable Image> of(String source) {
    String address = addresses.apply(source);
    boolean written = address.startsWith("data:image/");
    boolean here =
        address.startsWith("http://localhost:") || address.startsWith("http://127.0.0.1:");
    if (!written && !here) {
      return null;
    }
    ObjectProperty<@Nullable Image> known = pictures.get(address);
    if (known != null) {
      return known;
    }
    ObjectProperty<@Nullable Image> comes = new SimpleObjectProperty<>();
    pictures.put(address, comes);
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
}
