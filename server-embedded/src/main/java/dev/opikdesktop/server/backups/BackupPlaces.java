package dev.opikdesktop.server.backups;

import dev.opikdesktop.storage.backup.Backup;
import dev.opikdesktop.storage.backup.FolderSwap;
import dev.opikdesktop.storage.backup.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where backups lie: the folder {@code backups} of the data folder, what restored backups took the
 * place of, and every other folder that a backup was made in, a line each in {@code
 * backups/places}.
 */
final class BackupPlaces {
  private static final String NAME = "opik-desktop-";
  private static final String PART = ".part";

  private final Path root;
  private final Path own;

  BackupPlaces(Path root) {
    this.root = root;
    this.own = root.resolve("backups");
  }

  /** Where backups are made unless somebody says another folder. */
  Path own() {
    return own;
  }

  /** For a snapshot, which has to be on the disk of the data folder. */
  Path snapshot() {
    return own.resolve(".snapshot");
  }

  /** The youngest first. A place that is not there now, such as a disk, has none. */
  List<Backup> all() {
    List<Backup> all = new ArrayList<>();
    for (Path place : places()) {
      for (Path folder : folders(place)) {
        Backup.in(folder).ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparing(Backup::createdAt).reversed());
    return all;
  }

  Optional<Backup> find(UUID id) {
    return all().stream().filter(backup -> backup.id().equals(id)).findFirst();
  }

  /** A folder for a backup of a name; the place is looked at from now on. */
  Path folder(Path place, String name) throws IOException {
    Files.createDirectories(place);
    Set<Path> known = places();
    if (known.add(place)) {
      known.remove(own);
      known.remove(FolderSwap.replaced(root));
      Files.write(list(), known.stream().map(Path::toString).toList());
    }
    return place.resolve(NAME + name);
  }

  /** Deletes what a process left that was killed while it made a backup. */
  void deleteLeftovers() throws IOException {
    FolderTree.delete(snapshot());
    for (Path place : places()) {
      for (Path folder : folders(place)) {
        String name = folder.getFileName().toString();
        if (name.startsWith(NAME) && name.endsWith(PART)) {
          FolderTree.delete(folder);
        }
      }
    }
  }

  private Set<Path> places() {
    Set<Path> places = new LinkedHashSet<>(List.of(own, FolderSwap.replaced(root)));
    try {
      if (Files.exists(list())) {
        for (String line : Files.readAllLines(list())) {
          places.add(Path.of(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InvalidPathException damaged) {
      // The line says nothing.
    }
    return places;
  }

  private Path list() {
    return own.resolve("places");
  }

  private static List<Path> folders(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(place)) {
      return folders.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
