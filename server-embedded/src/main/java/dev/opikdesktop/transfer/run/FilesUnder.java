package dev.opikdesktop.transfer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A file, or all files of a folder.
 *
 * @param newest when one of them was written last, in milliseconds
 */
record FilesUnder(long count, long bytes, long newest) {

  static FilesUnder of(Path path) throws IOException {
    long[] sum = new long[3];
    try (Stream<Path> files = Files.walk(path)) {
      files.forEach(
          file -> {
            try {
              var attributes = Files.readAttributes(file, BasicFileAttributes.class);
              if (attributes.isRegularFile()) {
                sum[0]++;
                sum[1] += attributes.size();
                sum[2] = Math.max(sum[2], attributes.lastModifiedTime().toMillis());
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
    return new FilesUnder(sum[0], sum[1], sum[2]);
  }
}
