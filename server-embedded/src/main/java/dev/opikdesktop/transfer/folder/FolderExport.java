package dev.opikdesktop.transfer.folder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.transfer.api.AttachmentName;
import dev.opikdesktop.transfer.api.Server;
import dev.opikdesktop.transfer.api.StoredRecord;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes a project to a folder. What was killed goes on behind the last data file that was whole,
 * and ends with the same files as if it had never been.
 */
public final class FolderExport {
  /** As many as a server gives at once: each page looks for its keys anew. */
  private static final int PAGE = 50_000;

  private final Server server;
  private final PartFormat format;
  private final Consumer<String> progress;

  /**
   * An export in a format.
   *
   * @param progress told sentences for the user
   */
  public FolderExport(Server server, PartFormat format, Consumer<String> progress) {
    this.server = server;
    this.format = format;
    this.progress = progress;
  }

  /**
   * Exports a project.
   *
   * @param folder made if it is missing
   * @throws TransferException if it cannot go on; the same call goes on later
   */
  public Manifest run(String projectName, Path folder) {
    JsonNode project =
        server
            .project(projectName)
            .orElseThrow(() -> new TransferException("There is no project '" + projectName + "'."));
    if (Files.exists(folder.resolve(Manifest.FILE))) {
      throw new TransferException(
          folder + " holds a finished export already: choose another folder.");
    }
    try {
      refuseStrangeFiles(folder);
      Files.createDirectories(folder);
      String id = project.path("id").asString();
      try (ExportJournal journal = new ExportJournal(folder, id, format.word())) {
        for (RecordKind kind : RecordKind.stored()) {
          if (!journal.isFinished(kind)) {
            export(id, kind, folder, journal);
          }
        }
        Manifest manifest = new Manifest(format.word(), project, journal.parts());
        Durable.write(folder.resolve(Manifest.FILE), manifest.json());
        journal.delete();
        return manifest;
      }
    } catch (IOException failure) {
      throw new TransferException(
          "The export to %s cannot go on: %s".formatted(folder, FileFailure.reason(failure)),
          failure);
    }
  }

  private static void refuseStrangeFiles(Path folder) throws IOException {
    if (Files.isDirectory(folder) && !Files.exists(folder.resolve(ExportJournal.FILE))) {
      try (var files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new TransferException(
              folder + " is not empty and holds no export: choose another folder.");
        }
      }
    }
  }

  private void export(String project, RecordKind kind, Path folder, ExportJournal journal)
      throws IOException {
    ContentFiles contents = new ContentFiles(folder);
    @Nullable String cursor = journal.cursor(kind);
    long total = journal.records(kind);
    PartWriter writer = new PartWriter(folder, kind, journal.partsOf(kind) + 1, format);
    try {
      boolean more = true;
      while (more) {
        Page page = new Page(project, kind, contents, writer);
        int read = server.read(project, kind, cursor, PAGE, page);
        cursor = page.cursor == null ? cursor : page.cursor;
        more = page.isStopped || read == PAGE;
        if (cursor != null && !writer.isEmpty() && (writer.isFull() || !more)) {
          total += writer.records();
          journal.add(writer.finish(), cursor);
          progress.accept("%s: %,d".formatted(kind.word(), total));
          writer = new PartWriter(folder, kind, journal.partsOf(kind) + 1, format);
        }
      }
      journal.finish(kind);
    } finally {
      writer.close();
    }
  }

  /** Takes the records of one answer, until the data file is full. */
  private final class Page implements Server.RecordReader {
    private final String project;
    private final RecordKind kind;
    private final ContentFiles contents;
    private final PartWriter writer;
    private @Nullable String cursor;
    private boolean isStopped;

    Page(String project, RecordKind kind, ContentFiles contents, PartWriter writer) {
      this.project = project;
      this.kind = kind;
      this.contents = contents;
      this.writer = writer;
    }

    @Override
    public boolean accept(StoredRecord record) throws IOException {
      if (kind == RecordKind.ATTACHMENT) {
        writeAttachment(record.json());
      } else {
        writer.write(record);
      }
      cursor = record.cursor();
      isStopped = writer.isFull();
      return !isStopped;
    }

    private void writeAttachment(byte[] json) throws IOException {
      AttachmentName name = AttachmentName.of(json);
      Optional<ContentFiles.Kept> kept = server.download(project, name, contents::keep);
      if (kept.isEmpty()) {
        progress.accept("The attachment " + name + " was deleted meanwhile and is left out.");
        return;
      }
      ByteArrayOutputStream line = new ByteArrayOutputStream(json.length + 80);
      line.write(json, 0, json.length - 1);
      line.writeBytes((",\"sha256\":\"" + kept.get().sha256() + "\"}").getBytes(US_ASCII));
      writer.write(line.toByteArray());
    }
  }
}
