package dev.opikdesktop.desktop.launcher;

import java.util.Locale;
import java.util.Map;

/** Whether there is a screen to open a window on. */
final class Display {
  private Display() {}

  /**
   * Asks the environment alone: JavaFX must not be loaded to find out. Only Linux and its relatives
   * name their display there; elsewhere there is one.
   *
   * @param system as in the system property os.name
   */
  static boolean isPresent(String system, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac") || name.startsWith("windows")) {
      return true;
    }
    return !environment.getOrDefault("DISPLAY", "").isBlank()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }
}
