package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.connections.ConnectionsModel;
import dev.opikdesktop.desktop.explorer.connections.ConnectionsSection;
import dev.opikdesktop.desktop.explorer.settings.AppearanceSection;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import dev.opikdesktop.desktop.explorer.settings.data.BackupsSection;
import dev.opikdesktop.desktop.explorer.settings.data.RetentionSection;
import dev.opikdesktop.desktop.explorer.settings.data.StorageSection;
import dev.opikdesktop.desktop.explorer.settings.definitions.DefinitionsSection;
import dev.opikdesktop.desktop.explorer.settings.environments.EnvironmentsSection;
import dev.opikdesktop.desktop.explorer.settings.preferences.PreferencesSection;
import dev.opikdesktop.desktop.explorer.settings.prices.PricesSection;
import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration;
import dev.opikdesktop.desktop.explorer.settings.server.ServerSection;
import dev.opikdesktop.desktop.explorer.theme.Theme;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every section of the settings, in the order of the page. */
final class SettingsSections {
  private SettingsSections() {}

  /**
   * @param configuration of this application, which has nothing to say about other servers
   */
  static List<SettingsSection> of(
      FrameModel model,
      Theme theme,
      ConnectionsModel connections,
      @Nullable LocalConfiguration configuration) {
    OpikClient client = model.client();
    Background background = model.background();
    boolean here = connections.currentProperty().get().isHere();
    List<SettingsSection> sections = new ArrayList<>();
    sections.add(new AppearanceSection(theme, model.logs()));
    sections.add(new ConnectionsSection(connections));
    sections.add(new DefinitionsSection(client, background));
    sections.add(new EnvironmentsSection(model.logs().environments()));
    sections.add(new PreferencesSection(client, background));
    sections.add(new RetentionSection(client, background));
    sections.add(
        new ServerSection(client, model.aboutProperty(), here ? configuration : null, background));
    sections.add(new StorageSection(client, background, here));
    if (here) {
      sections.add(new BackupsSection(client, background));
    }
    sections.add(new PricesSection(client, background));
    return List.copyOf(sections);
  }
}
