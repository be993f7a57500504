package dev.opikdesktop.desktop.explorer.settings.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the application that this window is a part of was told at its start, and the file that it
 * reads at the next one. Methods may block, but for {@link #file} and {@link #inForce}.
 */
public interface LocalConfiguration {
  /**
   * A setting.
   *
   * @param value what is in force; a secret is masked
   * @param fallback what holds where nobody sets it; empty for nothing
   * @param origin where the value stands
   * @param source what kind of place that is
   */
  record Entry(
      String key,
      String value,
      String fallback,
      String origin,
      Source source,
      String description) {}

  /** Where a value stands, the later winning over the earlier. */
  enum Source {
    DEFAULT,
    FILE,
    /** The environment or the command line, over which the file has no say. */
    START
  }

  /** Where the file is, or would be. */
  Path file();

  /** Every setting, as it is in force until the end. */
  List<Entry> inForce();

  /**
   * What the file says now, by key.
   *
   * @throws IOException when it can't be read, with what is wrong
   */
  Map<String, String> written() throws IOException;

  /**
   * Who has a port of this machine; empty where nobody does, or this application itself.
   *
   * @param port not 0
   */
  String holder(int port);

  /**
   * Writes values into the file, and leaves all else in it as it is.
   *
   * @throws IOException when that can't be done, with why
   */
  void write(Map<String, String> values) throws IOException;

  /**
   * Shows the file's folder in the system's file manager.
   *
   * @throws IOException when there is none
   */
  void showFolder() throws IOException;
}
