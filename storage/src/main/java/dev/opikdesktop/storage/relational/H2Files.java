package dev.opikdesktop.storage.relational;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the H2 database and its copies. H2 cannot take a changed table back, so the file as a
 * whole is what a failed migration goes back to.
 *
 * <p>While a migration runs, the marker file {@code migrating} names the copy that holds the state
 * before (or nothing, if there was no database). It is what a start after a crash goes back to.
 */
final class H2Files {
  private static final Logger log = LoggerFactory.getLogger(H2Files.class);

  private static final int KEPT_BACKUPS = 3;

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

  private final Path database;
  private final Path marker;
  private final Path backups;
  private final Clock clock;

  H2Files(Path folder, Path backups) {
    this.database = folder.resolve("opik.mv.db");
    this.marker = folder.resolve("migrating");
    this.backups = backups;
    this.clock = Clock.systemUTC();
  }

  /** What a JDBC URL names: the path without the ending that H2 adds. */
  String urlPath() {
    String path = database.toString();
    return path.substring(0, path.length() - ".mv.db".length());
  }

  /** Whether there is a database. */
  boolean exist() {
    return Files.exists(database);
  }

  /** Copies the closed database, if there is one, and remembers that a migration begins. */
  void beginMigration() throws IOException {
    String copyName = "";
    if (Files.exists(database)) {
      copyName = "relational-" + LocalDateTime.now(clock.withZone(ZoneOffset.UTC)).format(STAMP);
      copyWhole(database, backups.resolve(copyName));
    }
    Path temporary = marker.resolveSibling("migrating.new");
    Files.writeString(temporary, copyName);
    Files.move(temporary, marker, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The migration is done. */
  void endMigration() throws IOException {
    Files.delete(marker);
    List<Path> copies;
    try (Stream<Path> files = Files.list(backups)) {
      copies =
          files.filter(f -> f.getFileName().toString().startsWith("relational-")).sorted().toList();
    }
    for (Path old : copies.subList(0, Math.max(0, copies.size() - KEPT_BACKUPS))) {
      Files.delete(old);
    }
  }

  /** Puts back what was there before a migration that did not end. Does nothing without one. */
  void undoMigration() throws IOException {
    if (!Files.exists(marker)) {
      return;
    }
    String copyName = Files.readString(marker).strip();
    if (copyName.isEmpty()) {
      Files.deleteIfExists(database);
    } else {
      copyWhole(backups.resolve(copyName), database);
    }
    Files.delete(marker);
    log.warn("A migration of the relational database did not end; the state before it is back");
  }

  private static void copyWhole(Path from, Path to) throws IOException {
    Path temporary = to.resolveSibling(to.getFileName() + ".new");
    Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
