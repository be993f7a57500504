package dev.opikdesktop.desktop.explorer.settings.data;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import dev.opikdesktop.desktop.explorer.work.Background;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Where data lie and how much room they take. */
public final class StorageSection implements SettingsSection {
  private final StorageModel model;
  private final boolean here;

  /**
   * @param here whether the server runs in this application, so that its folder is on this machine
   */
  public StorageSection(OpikClient client, Background background, boolean here) {
    this.model = new StorageModel(client, background);
    this.here = here;
  }

  @Override
  public String id() {
    return "storage";
  }

  @Override
  public Group group() {
    return Group.SERVER;
  }

  @Override
  public String title() {
    return "Data folder";
  }

  @Override
  public Ikon icon() {
    return Feather.HARD_DRIVE;
  }

  @Override
  public String keywords() {
    return "storage disk space size compact clean up free bytes";
  }

  @Override
  public Node view() {
    return new StorageView(model, here);
  }

  @Override
  public void shown() {
    model.refresh();
  }
}
