package dev.opikdesktop.storage;

import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.Statement;
import dev.opikdesktop.storage.backup.BackupProgress;
import dev.opikdesktop.storage.backup.FolderTree;
import dev.opikdesktop.storage.relational.H2Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that the stores hold at one time, as a folder that is laid out as a data folder is.
 * Reads and writes go on meanwhile.
 *
 * <p>Rows come first and what they name after them: whatever a row of the snapshot names, be it a
 * project or a file, was there before the row was written.
 */
public final class StoresSnapshot {
  /** Where the engine keeps parts that it will not load by itself. */
  private static final Set<String> LEFT_OUT = Set.of("tmp", "shadow", "preprocessed_configs");

  private final DataFolder folder;
  private final Analytics analytics;
  private final H2Database relational;

  StoresSnapshot(DataFolder folder, Analytics analytics, H2Database relational) {
    this.folder = folder;
    this.analytics = analytics;
    this.relational = relational;
  }

  /**
   * Takes one. Takes no room for what never changes: those files are there by a second name.
   *
   * @param into a folder on the disk of the data folder, which is made
   */
  public void take(Path into, BackupProgress progress) throws IOException {
    FolderTree.delete(into);
    Files.createDirectories(into);
    copy(Path.of("version"), into);
    copy(Path.of("model-prices.tsv"), into);
    // Notes of imports say what is stored: they must not be younger than the rows.
    FolderTree.link(folder.root().resolve("imports"), into.resolve("imports"), file -> true);
    engine(into.resolve("engine"));
    progress.check();
    FolderTree.link(
        folder.blobs(), into.resolve("blobs"), file -> !file.startsWith(Path.of("incoming")));
    progress.check();
    Path database = into.resolve("relational");
    Files.createDirectories(database);
    relational.copyTo(database);
  }

  /**
   * Parts of tables never change, and stay for some minutes after others took their place: so the
   * list of those that count is a moment in the life of each table.
   */
  private void engine(Path into) throws IOException {
    Path engine = folder.engine().toRealPath();
    FolderTree.link(
        engine,
        into,
        file ->
            !LEFT_OUT.contains(file.getName(0).toString())
                && !(isInTable(file) && Files.isDirectory(engine.resolve(file))));
    for (Path part : parts()) {
      Path inside = engine.relativize(part);
      FolderTree.link(part, into.resolve(inside.toString()), file -> true);
    }
  }

  /** As {@code store/abc/UUID-OF-THE-TABLE/NAME-OF-THE-PART} is, but also its metadata. */
  private static boolean isInTable(Path file) {
    return file.getNameCount() > 3 && file.startsWith(Path.of("store"));
  }

  /** Waits for rows that are acknowledged and not in the engine's files yet. */
  private Set<Path> parts() throws IOException {
    List<String> paths =
        analytics.query(
            Statement.of(
                """
                SELECT path
                FROM system.parts
                WHERE database = currentDatabase() AND active
                """),
            RowBinaryReader::string);
    Set<Path> parts = new HashSet<>();
    for (String path : paths) {
      parts.add(Path.of(path).toRealPath());
    }
    return parts;
  }

  private void copy(Path file, Path into) throws IOException {
    Path from = folder.root().resolve(file);
    if (Files.exists(from)) {
      Files.copy(from, into.resolve(file));
    }
  }
}
