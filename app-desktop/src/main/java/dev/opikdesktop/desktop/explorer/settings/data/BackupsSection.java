package dev.opikdesktop.desktop.explorer.settings.data;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import dev.opikdesktop.desktop.explorer.work.Background;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Backups of the data folder: only where the server runs in this application. */
public final class BackupsSection implements SettingsSection {
  private final BackupsModel model;

  public BackupsSection(OpikClient client, Background background) {
    model = new BackupsModel(client, background);
  }

  @Override
  public String id() {
    return "backups";
  }

  @Override
  public Group group() {
    return Group.SERVER;
  }

  @Override
  public String title() {
    return "Backup and restore";
  }

  @Override
  public Ikon icon() {
    return Feather.ARCHIVE;
  }

  @Override
  public String keywords() {
    return "copy save verify move";
  }

  @Override
  public Node view() {
    return new BackupsView(model);
  }

  @Override
  public void shown() {
    model.refresh();
  }
}
