package dev.opikdesktop.storage.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A copy of a data folder.
 *
 * @param folder where it lies
 * @param program version of the program that made it
 * @param bytes of all its files
 * @param files how many these are
 * @param kind why it was made
 */
public record Backup(
    UUID id, Path folder, Instant createdAt, String program, long bytes, long files, Kind kind) {
  static final String HEADER = "backup";
  static final String FILES = "files";
  static final String DATA = "data";

  /** Why a copy was made. */
  public enum Kind {
    /** Somebody asked for it. */
    MADE,

    /** It is what a restored backup took the place of. Its files have no hashes. */
    REPLACED
  }

  /** Reads what a folder is; empty if it is no backup, or one that is not whole. */
  public static Optional<Backup> in(Path folder) {
    Path header = folder.resolve(HEADER);
    if (!Files.isRegularFile(header)) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    try {
      for (String line : Files.readAllLines(header)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          values.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
      return Optional.of(
          new Backup(
              UUID.fromString(values.getOrDefault("id", "")),
              folder,
              Instant.parse(values.getOrDefault("created", "")),
              values.getOrDefault("program", "unknown"),
              Long.parseLong(values.getOrDefault("bytes", "")),
              Long.parseLong(values.getOrDefault("files", "")),
              Kind.valueOf(values.getOrDefault("kind", ""))));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The folder that is laid out as a data folder is. */
  public Path data() {
    return folder.resolve(DATA);
  }

  /** Writes what the folder is, in one step. */
  void write() throws IOException {
    Path fresh = folder.resolve(HEADER + ".new");
    Files.writeString(
        fresh,
        """
        id=%s
        created=%s
        program=%s
        bytes=%d
        files=%d
        kind=%s
        """
            .formatted(id, createdAt, program, bytes, files, kind));
    Files.move(
        fresh,
        folder.resolve(HEADER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
