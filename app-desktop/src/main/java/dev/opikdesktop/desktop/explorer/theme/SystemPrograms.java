package dev.opikdesktop.desktop.explorer.theme;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Hands files, folders and pages to the programs that the system has for them. */
public final class SystemPrograms {
  private SystemPrograms() {}

  /**
   * Opens a folder in the system's window of files.
   *
   * @throws IOException if there is no such folder, or the system has no such program
   */
  public static void openFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("There is no folder " + folder + " on this machine");
    }
    open(folder.toString(), "explorer.exe");
  }

  /**
   * Opens a file with what the user has for its kind.
   *
   * @throws IOException if there is no program for that
   */
  public static void openFile(Path file) throws IOException {
    open(file.toString(), "rundll32", "url.dll,FileProtocolHandler");
  }

  /**
   * Opens a page in the user's browser.
   *
   * @throws IOException if there is none
   */
  public static void openPage(URI page) throws IOException {
    if (!"http".equals(page.getScheme()) && !"https".equals(page.getScheme())) {
      throw new IOException("Not a page: " + page);
    }
    open(page.toASCIIString(), "rundll32", "url.dll,FileProtocolHandler");
  }

  private static void open(String what, String... onWindows) throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> program =
        system.startsWith("windows")
            ? Arrays.asList(onWindows)
            : List.of(system.startsWith("mac") ? "open" : "xdg-open");
    new ProcessBuilder(Stream.concat(program.stream(), Stream.of(what)).toList())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.DISCARD)
        .start();
  }
}
