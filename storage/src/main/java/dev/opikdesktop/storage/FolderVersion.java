package dev.opikdesktop.storage;

import dev.opikdesktop.storage.migration.Changelog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a data folder holds, in the file {@code version}: four lines of {@code name=value}. A
 * program that knows less than one of the numbers must keep away.
 *
 * @param program version that wrote it last, for people
 * @param layout of the folder itself
 * @param relational how many changesets of the relational changelog were run
 * @param analytics how many changesets of the analytics changelog were run
 */
record FolderVersion(String program, int layout, int relational, int analytics) {
  static final String FILE = "version";

  private static final int LAYOUT = 1;

  /** What this program knows. */
  static FolderVersion ofThisProgram() {
    return new FolderVersion(
        runningVersion(),
        LAYOUT,
        Changelog.relational().changes(),
        Changelog.analytics().changes());
  }

  /** Whether it names something that a program of the given version does not know. */
  boolean isNewerThan(FolderVersion known) {
    return layout > known.layout || relational > known.relational || analytics > known.analytics;
  }

  /** Reads the file, if there is one. */
  static Optional<FolderVersion> read(Path root) throws IOException {
    Path file = root.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    try {
      return Optional.of(
          new FolderVersion(
              values.getOrDefault("program", "unknown"),
              Integer.parseInt(values.getOrDefault("layout", "")),
              Integer.parseInt(values.getOrDefault("relational", "")),
              Integer.parseInt(values.getOrDefault("analytics", ""))));
    } catch (NumberFormatException e) {
      throw new IOException("The file " + file + " is damaged", e);
    }
  }

  /** Writes the file so that it is there whole or not at all. */
  void write(Path root) throws IOException {
    Path temporary = root.resolve(FILE + ".new");
    Files.writeString(
        temporary,
        """
        program=%s
        layout=%d
        relational=%d
        analytics=%d
        """
            .formatted(program, layout, relational, analytics));
    Files.move(
        temporary,
        root.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String runningVersion() {
    String version = FolderVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
