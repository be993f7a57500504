package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.http.FileAnswer;
import dev.opikdesktop.storage.blobs.ByteRange;
import java.io.InputStream;
import java.util.function.Function;

/** An attachment with the way to its bytes. */
record StoredFile(Attachment attachment, Function<ByteRange, InputStream> bytes)
    implements FileAnswer.Content {
  @Override
  public String name() {
    return attachment.fileName();
  }

  @Override
  public String mediaType() {
    return attachment.mimeType();
  }

  @Override
  public long size() {
    return attachment.size();
  }

  @Override
  public String tag() {
    return attachment.blob().toString();
  }

  @Override
  public InputStream open(long offset, long length) {
    return bytes.apply(new ByteRange(offset, length));
  }
}
