package dev.opikdesktop.desktop.explorer.settings.definitions;

import dev.opikdesktop.desktop.client.Change;
import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import dev.opikdesktop.desktop.explorer.work.Background;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What can be scored, and how. */
public final class DefinitionsSection implements SettingsSection {
  private final DefinitionsModel model;

  public DefinitionsSection(OpikClient client, Background background) {
    model = new DefinitionsModel(client, background);
  }

  @Override
  public String id() {
    return "feedback-definitions";
  }

  @Override
  public Group group() {
    return Group.WORKSPACE;
  }

  @Override
  public String title() {
    return "Feedback definitions";
  }

  @Override
  public Ikon icon() {
    return Feather.STAR;
  }

  @Override
  public String keywords() {
    return "scores annotate numerical categorical boolean labels rating";
  }

  @Override
  public Node view() {
    return new DefinitionsView(model);
  }

  @Override
  public void shown() {
    model.refresh();
  }

  @Override
  public void changed(Change change) {
    model.changed(change);
  }

  @Override
  public boolean back() {
    boolean writes = model.draftProperty().get() != null;
    model.cancel();
    return writes;
  }
}
