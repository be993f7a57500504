package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.client.Change;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/** A part of the page of settings. All methods run on the JavaFX thread. */
public interface SettingsSection {
  /** Whose settings they are; sections of one group stand together. */
  enum Group {
    WINDOW("This window"),
    WORKSPACE("Workspace"),
    SERVER("Server");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** Names it in a place, from one start to the next, for example {@code appearance}. */
  String id();

  Group group();

  String title();

  Ikon icon();

  /** Other words that it is looked for by, separated by blanks. */
  String keywords();

  /** Its content, without title; asked for once, when it is gone to for the first time. */
  Node view();

  /** It is looked at from now on: what comes from a server is asked for. */
  default void shown() {}

  /** It is not looked at any more: what was asked for is given up. */
  default void left() {}

  /** One step out inside of it, as from a form to the list; false when there is none. */
  default boolean back() {
    return false;
  }

  /** Something was written somewhere, while it is looked at. */
  default void changed(Change change) {}
}
