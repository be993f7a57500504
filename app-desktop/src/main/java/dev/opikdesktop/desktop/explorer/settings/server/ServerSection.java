package dev.opikdesktop.desktop.explorer.settings.server;

import dev.opikdesktop.desktop.client.About;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import dev.opikdesktop.desktop.explorer.work.Background;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Where the server listens, and what it was told at its start. */
public final class ServerSection implements SettingsSection {
  private final ObservableValue<@Nullable About> about;
  private final @Nullable ServerModel model;
  private final OpikClient client;
  private final Background background;
  private final StringProperty kind = new SimpleStringProperty("");

  /**
   * @param about what the server says of itself
   * @param configuration of this application; null while the window shows another server
   */
  public ServerSection(
      OpikClient client,
      ObservableValue<@Nullable About> about,
      @Nullable LocalConfiguration configuration,
      Background background) {
    this.client = client;
    this.background = background;
    this.about = about;
    this.model = configuration == null ? null : new ServerModel(configuration, background);
  }

  @Override
  public String id() {
    return "server";
  }

  @Override
  public Group group() {
    return Group.SERVER;
  }

  @Override
  public String title() {
    return "Server";
  }

  @Override
  public Ikon icon() {
    return Feather.CPU;
  }

  @Override
  public String keywords() {
    return "ports addresses otlp grpc http configuration file config.yaml version licence license"
        + " about";
  }

  @Override
  public void shown() {
    if (model != null) {
      model.refresh();
    } else {
      background.run(
          client::check, (found, took) -> kind.set(found.label()), problem -> kind.set(""));
    }
  }

  @Override
  public Node view() {
    return new ServerView(client.restUrl(), about, kind, model);
  }
}
