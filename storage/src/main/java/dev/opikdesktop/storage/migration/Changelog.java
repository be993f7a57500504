package dev.opikdesktop.storage.migration;

import dev.opikdesktop.storage.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the two changelogs: an XML file that includes files of formatted SQL. Read here without
 * Liquibase, because loading Liquibase costs more than the rest of a start that has nothing to
 * migrate.
 *
 * @param resource of the XML file on the class path
 * @param changes how many changesets it holds. They are only ever added, so a greater number is a
 *     newer changelog
 * @param fingerprint of all its files; another text is another fingerprint
 */
public record Changelog(String resource, int changes, String fingerprint) {
  private static final Pattern INCLUDE = Pattern.compile("<include\\s+file=\"([^\"]+)\"");
  private static final Pattern CHANGESET = Pattern.compile("(?m)^--\\s*changeset\\s");

  /** For H2, MySQL and MariaDB. */
  public static Changelog relational() {
    return read("db/relational/changelog.xml");
  }

  /** For ClickHouse, embedded or a server. */
  public static Changelog analytics() {
    return read("db/analytics/changelog.xml");
  }

  /** The changelog in the given XML file. */
  public static Changelog read(String resource) {
    MessageDigest digest = Sha256.digest();
    String master = text(resource);
    digest.update(master.getBytes(StandardCharsets.UTF_8));
    int changes = 0;
    Matcher includes = INCLUDE.matcher(master);
    while (includes.find()) {
      String included = text(includes.group(1));
      digest.update(included.getBytes(StandardCharsets.UTF_8));
      changes += (int) CHANGESET.matcher(included).results().count();
    }
    return new Changelog(resource, changes, Sha256.text(digest));
  }

  private static String text(String resource) {
    try (InputStream in = Changelog.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
