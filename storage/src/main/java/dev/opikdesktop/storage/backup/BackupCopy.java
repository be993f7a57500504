package dev.opikdesktop.storage.backup;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes backups of snapshots, looks at them, and has them ready to take the folder's place. */
public final class BackupCopy {
  private static final String PART = ".part";

  private BackupCopy() {}

  /**
   * Copies a snapshot. The backup is there whole or not at all.
   *
   * @param snapshot a folder that is laid out as a data folder is and does not change
   * @param folder of the backup, which must not be there yet
   * @throws StorageException of kind UNAVAILABLE if there is no room
   */
  public static Backup make(
      Path snapshot, Path folder, UUID id, Instant now, String program, BackupProgress progress)
      throws IOException {
    Path part = folder.resolveSibling(folder.getFileName() + PART);
    FolderTree.delete(part);
    Files.createDirectories(part.resolve(Backup.DATA));
    try {
      List<Path> files = FolderTree.files(snapshot);
      long total = 0;
      for (Path file : files) {
        total += Files.size(snapshot.resolve(file));
      }
      progress.total(total);
      requireRoom(part, total);
      List<CopiedFile> copied = new ArrayList<>();
      for (Path file : files) {
        String path = file.toString().replace('\\', '/');
        copied.add(
            CopiedFile.copy(
                snapshot.resolve(file), part.resolve(Backup.DATA).resolve(file), path, progress));
      }
      list(part, copied);
      long bytes = copied.stream().mapToLong(CopiedFile::bytes).sum();
      Backup backup = new Backup(id, part, now, program, bytes, copied.size(), Backup.Kind.MADE);
      backup.write();
      progress.check();
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
      return Backup.in(folder).orElseThrow();
    } catch (IOException | RuntimeException e) {
      FolderTree.delete(part);
      throw e;
    }
  }

  /**
   * Reads all files of a backup and compares them with their hashes.
   *
   * @return what is wrong with it, a sentence a file
   */
  public static List<String> verify(Backup backup, BackupProgress progress) throws IOException {
    List<String> faults = new ArrayList<>();
    progress.total(backup.bytes());
    for (CopiedFile file : listed(backup)) {
      try {
        if (!file.now(backup.data(), progress).equals(file)) {
          faults.add("The file " + file.path() + " is not what it was");
        }
      } catch (IOException e) {
        faults.add(reason(e));
      }
    }
    return faults;
  }

  /**
   * Copies the data of a backup to where they can take the data folder's place.
   *
   * @throws IOException if a file is not what it was when the backup was made
   */
  public static void prepare(Backup backup, Path to, BackupProgress progress) throws IOException {
    FolderTree.delete(to);
    Files.createDirectories(to);
    try {
      progress.total(backup.bytes());
      requireRoom(to, backup.bytes());
      for (CopiedFile file : listed(backup)) {
        Path from = file.inside(backup.data());
        CopiedFile copied = CopiedFile.copy(from, to.resolve(file.path()), file.path(), progress);
        if (backup.kind() == Backup.Kind.MADE && !copied.equals(file)) {
          throw new IOException("The file " + file.path() + " of the backup is damaged");
        }
      }
      progress.check();
    } catch (IOException | RuntimeException e) {
      FolderTree.delete(to);
      throw e;
    }
  }

  private static void list(Path folder, List<CopiedFile> copied) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(Backup.FILES))) {
      for (CopiedFile file : copied) {
        out.write(file.line());
        out.write('\n');
      }
    }
  }

  private static List<CopiedFile> listed(Backup backup) throws IOException {
    List<CopiedFile> files = new ArrayList<>();
    if (backup.kind() == Backup.Kind.REPLACED) {
      for (Path file : FolderTree.files(backup.data())) {
        String path = file.toString().replace('\\', '/');
        files.add(new CopiedFile("", Files.size(backup.data().resolve(file)), path));
      }
      return files;
    }
    try (BufferedReader in = Files.newBufferedReader(backup.folder().resolve(Backup.FILES))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        files.add(CopiedFile.of(line));
      }
    }
    if (files.size() != backup.files()) {
      throw new IOException("The list of the backup's files is not whole");
    }
    return files;
  }

  private static void requireRoom(Path folder, long bytes) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytes) {
      throw new StorageException(
          Kind.UNAVAILABLE,
          "%d MB are needed on the disk of %s, %d MB are free"
              .formatted((bytes >> 20) + 1, folder.toAbsolutePath().getParent(), free >> 20));
    }
  }

  private static String reason(IOException failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
