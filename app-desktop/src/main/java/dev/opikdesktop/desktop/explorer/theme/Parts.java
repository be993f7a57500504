package dev.opikdesktop.desktop.explorer.theme;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** The small parts that every page is made of, so that each looks the same everywhere. */
public final class Parts {
  private static final ReadOnlyLongWrapper COPIES = new ReadOnlyLongWrapper();

  private Parts() {}

  public static Label label(String text, String... styleClasses) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styleClasses);
    return label;
  }

  /** The coloured square with a letter that says what kind of thing a row is. */
  public static Label badge(String letter, String styleName, String spoken) {
    Label badge = label(letter, "badge", "badge-" + styleName);
    badge.setAccessibleText(spoken);
    return badge;
  }

  /** Red, for what went wrong. */
  public static Label pill(String text) {
    return label(text, "pill");
  }

  public static FontIcon icon(Ikon kind) {
    FontIcon icon = new FontIcon(kind);
    icon.getStyleClass().add("line-icon");
    return icon;
  }

  /** Takes the room that is left in a row. */
  public static Region spacer() {
    Region spacer = new Region();
    HBox.setHgrow(spacer, Priority.ALWAYS);
    return spacer;
  }

  /** A button that shows an icon alone, and its name when it is pointed at or read aloud. */
  public static Button iconButton(Ikon kind, String name, Runnable action) {
    Button button = new Button(null, icon(kind));
    button.getStyleClass().addAll("plain-button", "icon-only");
    named(button, name);
    button.setOnAction(event -> action.run());
    return button;
  }

  public static Button button(String text, Runnable action) {
    Button button = new Button(text);
    button.getStyleClass().add("plain-button");
    button.setOnAction(event -> action.run());
    return button;
  }

  /** Names a control for a tooltip and for a screen reader. */
  public static void named(Control control, String name) {
    control.setAccessibleText(name);
    control.setTooltip(new Tooltip(name));
  }

  /** Puts a text on the clipboard; {@link #copies} tells those who tell the user. */
  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    COPIES.set(COPIES.get() + 1);
  }

  /** How often something was copied. */
  public static ReadOnlyLongProperty copies() {
    return COPIES.getReadOnlyProperty();
  }

  /**
   * True as long as the node is in a window: for listening, with {@code when}, to something that
   * outlives it. A binding such as {@code isNotNull} would be garbage at once.
   */
  public static ObservableValue<Boolean> inWindow(Node node) {
    return node.sceneProperty().map(scene -> true).orElse(false);
  }

  /** Shown and laid out, or neither. */
  public static void present(Node node, boolean present) {
    node.setVisible(present);
    node.setManaged(present);
  }
}
