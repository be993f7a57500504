package dev.opikdesktop.transfer.run;

import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.transfer.folder.Manifest;
import dev.opikdesktop.transfer.folder.PartFile;
import dev.opikdesktop.transfer.foreign.ForeignFiles;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a path holds that can be imported.
 *
 * @param path the file or folder; that of the export where it was a file of one
 * @param form in words: {@code OTLP JSON}
 * @param bytes how large it is
 * @param counts how many records it has of the kinds that it tells; empty where it tells of none
 * @param projects the names of the projects that it tells
 * @param manifest of a folder that Opik Desktop exported; null for all else
 */
public record Importable(
    Path path,
    String form,
    long bytes,
    Map<RecordKind, Long> counts,
    List<String> projects,
    @Nullable Manifest manifest) {

  /**
   * Recognises what is at a path by what is in it. A manifest or data file of an export stands for
   * all of it.
   *
   * @throws TransferException if it is nothing that is known, or cannot be read; the message says
   *     what it is
   */
  public static Importable at(Path path) {
    Path export = export(path);
    return export == null ? foreign(path) : exported(export);
  }

  private static @Nullable Path export(Path path) {
    if (Manifest.isIn(path)) {
      return path;
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(path)) {
      return null;
    }
    if (path.endsWith(Manifest.FILE)) {
      return folder;
    }
    Path above = folder.getParent();
    boolean isPart = RecordKind.of(folder.getFileName().toString()).isPresent();
    return above != null && isPart && Manifest.isIn(above) ? above : null;
  }

  private static Importable exported(Path folder) {
    Manifest manifest = Manifest.read(folder);
    return new Importable(
        folder,
        manifest.format().equals("parquet")
            ? "Opik Desktop export, Parquet"
            : "Opik Desktop export, JSON Lines",
        manifest.files().stream().mapToLong(PartFile::bytes).sum(),
        manifest.counts(),
        List.of(manifest.projectName()),
        manifest);
  }

  private static Importable foreign(Path path) {
    ForeignFiles.Found found = ForeignFiles.recognise(path);
    Map<RecordKind, Long> counts = new EnumMap<>(RecordKind.class);
    if (found.traces() > 0) {
      counts.put(RecordKind.TRACE, found.traces());
    }
    try {
      return new Importable(
          path, found.form(), FilesUnder.of(path).bytes(), counts, found.projects(), null);
    } catch (IOException failure) {
      throw new TransferException(
          "%s cannot be read: %s".formatted(path, FileFailure.reason(failure)), failure);
    }
  }
}
