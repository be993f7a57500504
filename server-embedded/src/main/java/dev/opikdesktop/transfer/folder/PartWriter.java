package dev.opikdesktop.transfer.folder;

import dev.opikdesktop.storage.hash.Sha256;
import dev.opikdesktop.transfer.api.StoredRecord;
import dev.opikdesktop.transfer.records.RecordKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One data file that is being written; it has its name only when it is whole. */
final class PartWriter implements AutoCloseable {
  /**
   * Where the next file begins: the same for the same records, whoever wrote them in how many runs.
   */
  private static final int MOST_RECORDS = 50_000;

  private static final long MOST_BYTES = 64L << 20;

  private final Path folder;
  private final RecordKind kind;
  private final PartFormat format;
  private final String path;
  private final Path lines;
  private final OutputStream out;
  private long records;
  private long bytes;

  PartWriter(Path folder, RecordKind kind, int number, PartFormat format) throws IOException {
    this.folder = folder;
    this.kind = kind;
    this.format = format;
    this.path = "%s/%05d.%s".formatted(kind.word(), number, format.word());
    this.lines = folder.resolve(kind.word()).resolve("lines.part");
    Files.createDirectories(folder.resolve(kind.word()));
    this.out = new BufferedOutputStream(Files.newOutputStream(lines), 1 << 16);
  }

  void write(StoredRecord record) throws IOException {
    record.writeTo(out);
    end(record.length());
  }

  void write(byte[] json) throws IOException {
    out.write(json);
    end(json.length);
  }

  private void end(int length) throws IOException {
    out.write('\n');
    records++;
    bytes += length + 1;
  }

  boolean isFull() {
    return records >= MOST_RECORDS || bytes >= MOST_BYTES;
  }

  boolean isEmpty() {
    return records == 0;
  }

  long records() {
    return records;
  }

  /** Makes the file whole and durable. */
  PartFile finish() throws IOException {
    out.close();
    Path part = folder.resolve(path);
    format.seal(kind, lines, part);
    Durable.sync(part);
    return new PartFile(kind, path, records, Files.size(part), Sha256.of(part));
  }

  @Override
  public void close() throws IOException {
    out.close();
    Path files = folder.resolve(kind.word());
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(files, "*.part")) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
    try {
      Files.delete(files);
    } catch (DirectoryNotEmptyException hasFiles) {
      // As it should be.
    }
  }
}
