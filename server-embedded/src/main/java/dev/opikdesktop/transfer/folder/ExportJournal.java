package dev.opikdesktop.transfer.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.opikdesktop.transfer.records.Lines;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far an export came: a line for each data file that is whole. It is gone when the manifest is
 * there. Only one process at a time writes it.
 */
final class ExportJournal implements AutoCloseable {
  static final String FILE = "export.journal";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final FileChannel channel;
  private final List<PartFile> parts = new ArrayList<>();
  private final Map<RecordKind, String> cursors = new EnumMap<>(RecordKind.class);
  private final Set<RecordKind> finished = EnumSet.noneOf(RecordKind.class);

  /**
   * Begins an export, or goes on with one of the same project in the same format.
   *
   * @throws TransferException if the folder holds another one, or another process writes to it
   */
  ExportJournal(Path folder, String project, String format) throws IOException {
    this.file = folder.resolve(FILE);
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(folder);
      if (read(folder, project, format) == 0) {
        append(JSON.createObjectNode().put("project", project).put("format", format));
      }
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private void lock(Path folder) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException ours) {
      // Said below.
    }
    throw new TransferException("Another export writes to " + folder + " right now.");
  }

  /** What a crash left of a line is cut off. */
  private int read(Path folder, String project, String format) throws IOException {
    Lines lines = new Lines(new ByteArrayInputStream(Files.readAllBytes(file)));
    long whole = 0;
    int count = 0;
    for (byte[] line = lines.next(); line != null && !lines.isCut(); line = lines.next()) {
      JsonNode entry;
      try {
        entry = JSON.readTree(line);
      } catch (JacksonException halfWritten) {
        break;
      }
      if (count == 0
          && !(entry.path("project").asString("").equals(project)
              && entry.path("format").asString("").equals(format))) {
        throw new TransferException(
            folder + " holds the beginning of another export: choose another folder.");
      }
      take(entry);
      count++;
      whole += line.length + 1;
    }
    channel.truncate(whole);
    channel.position(whole);
    return count;
  }

  private void take(JsonNode entry) {
    RecordKind.of(entry.path("finished").asString("")).ifPresent(finished::add);
    RecordKind.of(entry.path("kind").asString(""))
        .ifPresent(
            kind -> {
              parts.add(
                  new PartFile(
                      kind,
                      entry.path("path").asString(),
                      entry.path("records").asLong(),
                      entry.path("bytes").asLong(),
                      entry.path("sha256").asString()));
              cursors.put(kind, entry.path("cursor").asString());
            });
  }

  /** A data file is whole; the next one begins behind the cursor. */
  void add(PartFile part, String cursor) throws IOException {
    append(
        JSON.createObjectNode()
            .put("kind", part.kind().word())
            .put("path", part.path())
            .put("records", part.records())
            .put("bytes", part.bytes())
            .put("sha256", part.sha256())
            .put("cursor", cursor));
    parts.add(part);
    cursors.put(part.kind(), cursor);
  }

  void finish(RecordKind kind) throws IOException {
    append(JSON.createObjectNode().put("finished", kind.word()));
    finished.add(kind);
  }

  boolean isFinished(RecordKind kind) {
    return finished.contains(kind);
  }

  /** Where the next data file of a kind begins; null at the beginning. */
  @Nullable String cursor(RecordKind kind) {
    return cursors.get(kind);
  }

  List<PartFile> parts() {
    return List.copyOf(parts);
  }

  int partsOf(RecordKind kind) {
    return (int) parts.stream().filter(part -> part.kind() == kind).count();
  }

  /** How many records of a kind lie in data files. */
  long records(RecordKind kind) {
    return parts.stream().filter(part -> part.kind() == kind).mapToLong(PartFile::records).sum();
  }

  private void append(ObjectNode entry) throws IOException {
    ByteBuffer line = UTF_8.encode(JSON.writeValueAsString(entry) + "\n");
    while (line.hasRemaining()) {
      channel.write(line);
    }
    channel.force(true);
  }

  /** The export is whole: nothing has to be remembered. */
  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
