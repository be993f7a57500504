package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.explorer.connections.ConnectionsModel;
import dev.opikdesktop.desktop.explorer.connections.ConnectionsSection;
import dev.opikdesktop.desktop.explorer.settings.AppearanceSection;
import dev.opikdesktop.desktop.explorer.settings.SettingsSection;
import dev.opikdesktop.desktop.explorer.settings.definitions.DefinitionsSection;
import dev.opikdesktop.desktop.explorer.settings.environments.EnvironmentsSection;
import dev.opikdesktop.desktop.explorer.settings.preferences.PreferencesSection;
import dev.opikdesktop.desktop.explorer.theme.Theme;
import java.util.List;

/** Every section of the settings, in the order of the page. */
final class SettingsSections {
  private SettingsSections() {}

  static List<SettingsSection> of(FrameModel model, Theme theme, ConnectionsModel connections) {
    return List.of(
        new AppearanceSection(theme),
        new ConnectionsSection(connections),
        new DefinitionsSection(model.client(), model.background()),
        new EnvironmentsSection(model.logs().environments()),
        new PreferencesSection(model.client(), model.background()));
  }
}
