package dev.opikdesktop.desktop.explorer.settings.data;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import dev.opikdesktop.desktop.explorer.work.Background;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** How long traces are kept. */
public final class RetentionSection implements SettingsSection {
  private final RetentionModel model;

  public RetentionSection(OpikClient client, Background background) {
    model = new RetentionModel(client, background);
  }

  @Override
  public String id() {
    return "retention";
  }

  @Override
  public Group group() {
    return Group.WORKSPACE;
  }

  @Override
  public String title() {
    return "Retention";
  }

  @Override
  public Ikon icon() {
    return Feather.CLOCK;
  }

  @Override
  public String keywords() {
    return "keep delete old days rules age past";
  }

  @Override
  public Node view() {
    return new RetentionView(model);
  }

  @Override
  public void shown() {
    model.refresh();
  }
}
