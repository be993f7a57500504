package dev.opikdesktop.desktop.explorer.connections;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** Which server is shown, and the way to the others. */
public final class ConnectionSwitcher extends Button {
  private final ConnectionsModel model;
  private final Runnable edit;

  /**
   * @param edit goes to where connections are added and changed
   */
  public ConnectionSwitcher(ConnectionsModel model, Runnable edit) {
    this.model = model;
    this.edit = edit;
    Connection shown = model.currentProperty().get();
    setId("connection-switcher");
    getStyleClass().add("connection-switcher");
    setMaxWidth(Double.MAX_VALUE);
    Label name = Parts.label(shown.name(), "connection-name");
    name.setMinWidth(0);
    Label chevron = new Label(null, Parts.icon(Feather.CHEVRON_DOWN));
    chevron.setMinWidth(USE_PREF_SIZE);
    HBox content = new HBox(8, mark(shown), name, Parts.spacer(), chevron);
    content.setAlignment(Pos.CENTER_LEFT);
    content.prefWidthProperty().bind(widthProperty().subtract(20));
    setGraphic(content);
    Parts.named(this, "Connection: " + shown.name() + ", " + shown.place());
    setOnAction(event -> menu().show(this, Side.BOTTOM, 0, 4));
  }

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    for (Connection each : model.all()) {
      MenuItem item = new MenuItem(each.name(), mark(each));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> model.open(each));
      menu.getItems().add(item);
    }
    MenuItem change = new MenuItem("Connections…");
    change.setOnAction(event -> edit.run());
    menu.getItems().addAll(new SeparatorMenuItem(), change);
    return menu;
  }

  /** The coloured square that a connection is told by. */
  static Region mark(Connection connection) {
    Region mark = new Region();
    mark.getStyleClass().addAll("connection-mark", connection.style());
    return mark;
  }
}
