package dev.opikdesktop.transfer.folder;

import dev.opikdesktop.storage.FileFailure;
import dev.opikdesktop.storage.hash.Sha256;
import dev.opikdesktop.transfer.api.AttachmentName;
import dev.opikdesktop.transfer.records.FileContent;
import dev.opikdesktop.transfer.records.ImportSource;
import dev.opikdesktop.transfer.records.Lines;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.Refusal;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.records.TransferRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of an exported folder. Positions are a file and a line: {@code spans/00001.jsonl:17}.
 */
public final class FolderSource implements ImportSource {
  private static final String NOTHING = "Nothing was imported.";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final Manifest manifest;
  private final PartFormat format;
  private final String project;
  private final ContentFiles contents;

  /**
   * Opens a folder.
   *
   * @param format that of the manifest
   * @param project the name of the project that the records belong to from here on
   */
  public FolderSource(Path folder, Manifest manifest, PartFormat format, String project) {
    this.folder = folder;
    this.manifest = manifest;
    this.format = format;
    this.project = project;
    this.contents = new ContentFiles(folder);
  }

  @Override
  public String description() {
    return folder.toString();
  }

  /**
   * Compares every file with what the manifest says of it.
   *
   * @throws TransferException naming the first that is missing or differs
   */
  public void verify() {
    try {
      for (PartFile part : manifest.files()) {
        Path file = existing(part);
        long size = Files.size(file);
        if (size != part.bytes()) {
          throw new TransferException(
              "%s has %,d bytes instead of %,d: it is not as the export wrote it. %s"
                  .formatted(file, size, part.bytes(), NOTHING));
        }
        String sha256 = Sha256.of(file);
        if (!sha256.equals(part.sha256())) {
          throw new TransferException(
              "%s has the SHA-256 %s instead of %s: it is not as the export wrote it. %s"
                  .formatted(file, sha256, part.sha256(), NOTHING));
        }
        if (part.kind() == RecordKind.ATTACHMENT) {
          verifyContents(part);
        }
      }
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private void verifyContents(PartFile part) throws IOException {
    try (InputStream in = format.open(part.kind(), existing(part))) {
      Lines lines = new Lines(in);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        FileContent content = content(line);
        JsonNode fields = JSON.readTree(line);
        String sha256 = fields.path("sha256").asString("");
        if (content.size() != fields.path("size").asLong(-1) || !contents.isWhole(sha256)) {
          throw new TransferException(
              "%s does not hold the bytes of the attachment %s. %s"
                  .formatted(contents.path(sha256), AttachmentName.of(line), NOTHING));
        }
      }
    }
  }

  @Override
  public Entries open(@Nullable String after) {
    int part = 0;
    long line = 0;
    if (after != null) {
      int colon = after.lastIndexOf(':');
      String path = colon < 0 ? after : after.substring(0, colon);
      List<String> paths = manifest.files().stream().map(PartFile::path).toList();
      part = paths.indexOf(path);
      try {
        line = Long.parseLong(after.substring(colon + 1));
      } catch (NumberFormatException e) {
        part = -1;
      }
      if (part < 0) {
        throw new TransferException("'" + after + "' is no position in " + folder + ".");
      }
    }
    return new Records(part, line);
  }

  @Override
  public void close() {
    // Files are opened and closed one by one.
  }

  private Path existing(PartFile part) {
    Path file = folder.resolve(part.path());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !Files.isDirectory(folder.resolve(part.kind().word()), LinkOption.NOFOLLOW_LINKS)) {
      throw new TransferException("The data file " + file + " is missing. " + NOTHING);
    }
    return file;
  }

  private FileContent content(byte[] line) {
    JsonNode fields = JSON.readTree(line);
    return contents.open(fields.path("sha256").asString(""), AttachmentName.of(line).toString());
  }

  private TransferException unreadable(IOException failure) {
    return new TransferException(
        "%s cannot be read: %s".formatted(folder, FileFailure.reason(failure)), failure);
  }

  private final class Records implements Entries {
    private int part;
    private long number;
    private long toSkip;
    private @Nullable InputStream in;
    private @Nullable Lines lines;

    Records(int part, long done) {
      this.part = part;
      this.toSkip = done;
    }

    @Override
    public @Nullable Entry next() {
      try {
        while (part < manifest.files().size()) {
          PartFile file = manifest.files().get(part);
          byte[] line = line(file);
          if (line != null) {
            return entry(file, line);
          }
          close();
          if (number != file.records()) {
            throw new TransferException(
                "%s holds %,d records instead of %,d."
                    .formatted(folder.resolve(file.path()), number, file.records()));
          }
          number = 0;
          part++;
        }
        return null;
      } catch (IOException failure) {
        throw unreadable(failure);
      }
    }

    private byte @Nullable [] line(PartFile file) throws IOException {
      Lines open = lines;
      if (open == null) {
        in = format.open(file.kind(), existing(file));
        open = new Lines(in);
        lines = open;
        for (; number < toSkip; number++) {
          byte[] skipped = open.next();
          if (skipped == null) {
            return null;
          }
        }
        toSkip = 0;
      }
      byte[] line = open.next();
      if (line != null) {
        number++;
        if (open.isCut()) {
          throw new TransferException(
              "%s ends in the middle of line %d: it is cut off."
                  .formatted(folder.resolve(file.path()), number));
        }
      }
      return line;
    }

    private Entry entry(PartFile file, byte[] line) {
      String position = file.path() + ":" + number;
      if (line.length < 2 || line[0] != '{' || line[line.length - 1] != '}') {
        return new Refusal(position, "it is no JSON object", position);
      }
      FileContent content = file.kind() == RecordKind.ATTACHMENT ? content(line) : null;
      return new TransferRecord(file.kind(), project, line, content, position);
    }

    @Override
    public void close() {
      InputStream open = in;
      in = null;
      lines = null;
      if (open != null) {
        try {
          open.close();
        } catch (IOException failure) {
          throw unreadable(failure);
        }
      }
    }
  }
}
