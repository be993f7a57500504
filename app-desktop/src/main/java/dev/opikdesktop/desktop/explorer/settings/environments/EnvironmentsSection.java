package dev.opikdesktop.desktop.explorer.settings.environments;

import dev.opikdesktop.desktop.explorer.environments.EnvironmentsModel;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Where traces ran: names, colours, order. */
public final class EnvironmentsSection implements SettingsSection {
  private final EnvironmentsForm form;

  /** The environments are the window's: it hands the changes to them. */
  public EnvironmentsSection(EnvironmentsModel environments) {
    form = new EnvironmentsForm(environments);
  }

  @Override
  public String id() {
    return "environments";
  }

  @Override
  public Group group() {
    return Group.WORKSPACE;
  }

  @Override
  public String title() {
    return "Environments";
  }

  @Override
  public Ikon icon() {
    return Feather.LAYERS;
  }

  @Override
  public String keywords() {
    return "production staging development colour color order";
  }

  @Override
  public Node view() {
    return new EnvironmentsView(form);
  }

  @Override
  public void shown() {
    form.environments().refresh();
  }

  @Override
  public boolean back() {
    boolean writes = form.draftProperty().get() != null;
    form.cancel();
    return writes;
  }
}
