package dev.opikdesktop.desktop.explorer.settings.data;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The system's own window of files. */
final class SystemFolders {
  private SystemFolders() {}

  /**
   * Opens a folder in it.
   *
   * @throws IOException if there is no such folder, or the system has no such program
   */
  static void open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("There is no folder " + folder + " on this machine");
    }
    new ProcessBuilder(program(System.getProperty("os.name")), folder.toString())
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  static String program(String system) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "open";
    }
    return name.startsWith("windows") ? "explorer.exe" : "xdg-open";
  }
}
