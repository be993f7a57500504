package dev.opikdesktop.transfer.folder;

import dev.opikdesktop.transfer.records.RecordKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** How a data file holds its records. */
public interface PartFormat {
  /** One JSON object a line. */
  PartFormat JSON_LINES =
      new PartFormat() {
        @Override
        public String word() {
          return "jsonl";
        }

        @Override
        public void seal(RecordKind kind, Path lines, Path part) throws IOException {
          Files.move(lines, part, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public InputStream open(RecordKind kind, Path part) throws IOException {
          return Files.newInputStream(part);
        }
      };

  /** As it stands in manifests, and behind the names of files. */
  String word();

  /** Makes a data file of a file with lines, which is gone afterwards. */
  void seal(RecordKind kind, Path lines, Path part) throws IOException;

  /** The records of a data file as lines. */
  InputStream open(RecordKind kind, Path part) throws IOException;
}
