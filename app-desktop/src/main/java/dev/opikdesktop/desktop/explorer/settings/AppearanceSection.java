package dev.opikdesktop.desktop.explorer.settings;

import dev.opikdesktop.desktop.explorer.theme.Segments;
import dev.opikdesktop.desktop.explorer.theme.Theme;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** How the window looks. Kept on this machine, for every server that is shown. */
public final class AppearanceSection implements SettingsSection {
  private final Theme theme;

  public AppearanceSection(Theme theme) {
    this.theme = theme;
  }

  @Override
  public String id() {
    return "appearance";
  }

  @Override
  public Group group() {
    return Group.WINDOW;
  }

  @Override
  public String title() {
    return "Appearance";
  }

  @Override
  public Ikon icon() {
    return Feather.SUN;
  }

  @Override
  public String keywords() {
    return "theme colours colors light dark system";
  }

  @Override
  public Node view() {
    SettingsCard colours =
        new SettingsCard("Colours", "")
            .row(
                "Theme",
                "System follows the desktop, also when it changes by the time of day.",
                new Segments<>(
                    "theme",
                    List.of(Theme.Choice.values()),
                    theme.choiceProperty(),
                    Theme.Choice::label));
    return new VBox(24, colours);
  }
}
