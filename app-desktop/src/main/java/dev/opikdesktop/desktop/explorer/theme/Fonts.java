package dev.opikdesktop.desktop.explorer.theme;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inter and JetBrains Mono, which come along so that the window looks the same everywhere. What
 * they lack (Chinese, Japanese, Korean, emoji) JavaFX takes from the fonts that the process sees.
 */
final class Fonts {
  private static final Logger log = LoggerFactory.getLogger(Fonts.class);

  private static final List<String> FILES =
      List.of(
          "/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf",
          "/com/formdev/flatlaf/fonts/inter/Inter-SemiBold.otf",
          "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-Regular.ttf");

  private Fonts() {}

  static void load() {
    for (String file : FILES) {
      try (InputStream font = Fonts.class.getResourceAsStream(file)) {
        if (font == null || Font.loadFont(font, 13) == null) {
          log.warn("The font {} is missing: the system's own stands in", file);
        }
      } catch (IOException unreadable) {
        log.warn("The font {} can't be read: the system's own stands in", file);
      }
    }
  }
}
