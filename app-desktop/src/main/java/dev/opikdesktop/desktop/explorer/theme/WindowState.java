package dev.opikdesktop.desktop.explorer.theme;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the window remembers of itself from one start to the next, in a small properties file. A
 * file that can't be read or written costs the memory, never the window.
 */
public final class WindowState {
  private static final Logger log = LoggerFactory.getLogger(WindowState.class);

  private final Path file;
  private final Properties values;
  private final String prefix;

  private WindowState(Path file, Properties values, String prefix) {
    this.file = file;
    this.values = values;
    this.prefix = prefix;
  }

  public static WindowState load(Path file) {
    WindowState state = new WindowState(file, new Properties(), "");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        state.values.load(reader);
      } catch (IOException | IllegalArgumentException unreadable) {
        log.warn("The window forgot its size and theme: {} can't be read", file);
      }
    }
    return state;
  }

  /** A part with names of its own, in the same file. */
  public WindowState part(String name) {
    return new WindowState(file, values, prefix + name + ".");
  }

  /** Forgets all of it; of a part, nothing else. */
  public void clear() {
    values.keySet().removeIf(name -> String.valueOf(name).startsWith(prefix));
  }

  public double number(String name, double otherwise) {
    try {
      return Double.parseDouble(values.getProperty(prefix + name, ""));
    } catch (NumberFormatException notThere) {
      return otherwise;
    }
  }

  public String text(String name, String otherwise) {
    return values.getProperty(prefix + name, otherwise);
  }

  public void put(String name, Object value) {
    values.setProperty(prefix + name, String.valueOf(value));
  }

  /** Writes the file whole or not at all. */
  public void save() {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      try (Writer writer = Files.newBufferedWriter(fresh)) {
        values.store(writer, "Opik Desktop: the window");
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      log.warn("The window's size and theme are not remembered: {} can't be written", file);
    }
  }
}
