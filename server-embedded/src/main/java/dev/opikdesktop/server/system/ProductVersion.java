package dev.opikdesktop.server.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, as the build wrote it down. */
public final class ProductVersion {
  private static final String RESOURCE = "/dev/opikdesktop/server/system/version.properties";

  private ProductVersion() {}

  /** For example {@code 0.1.0-SNAPSHOT}. */
  public static String read() {
    try (InputStream in = ProductVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("The build is not complete: " + RESOURCE + " is missing");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
