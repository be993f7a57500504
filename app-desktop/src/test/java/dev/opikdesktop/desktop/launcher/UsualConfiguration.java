package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration;
import dev.opikdesktop.server.configuration.Configuration;
import java.util.Map;
import java.util.Optional;

/** What the window is told of an application that nobody has configured. */
public final class UsualConfiguration {
  private UsualConfiguration() {}

  /**
   * The same on every machine.
   *
   * @param home of a user, who need not be there
   */
  public static LocalConfiguration of(String home) {
    return new OwnConfiguration(
        Configuration.load(
            Optional.empty(), Map.of("XDG_CONFIG_HOME", home + "/.config"), Map.of()));
  }
}
