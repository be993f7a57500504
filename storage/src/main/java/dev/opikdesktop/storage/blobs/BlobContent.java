package dev.opikdesktop.storage.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A blob that is open for reading.
 *
 * @param info of the whole blob
 * @param range what the stream gives: the part asked for, cut to what there is
 * @param stream gives exactly the range
 */
public record BlobContent(BlobInfo info, ByteRange range, InputStream stream)
    implements AutoCloseable {
  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
