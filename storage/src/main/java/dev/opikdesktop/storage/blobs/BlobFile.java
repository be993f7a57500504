package dev.opikdesktop.storage.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * One blob's file: the content as it is, then the media type, its length in two bytes, and eight
 * bytes that say what this is. All in one file, so that one rename makes all of it visible; at the
 * end, so that image viewers and the like still open the file.
 */
final class BlobFile {
  private static final byte[] SIGNATURE = "opikblob".getBytes(StandardCharsets.US_ASCII);
  private static final int FIXED = Short.BYTES + SIGNATURE.length;

  private BlobFile() {}

  static byte[] bytes(String mediaType) {
    return mediaType.getBytes(StandardCharsets.UTF_8);
  }

  /** What follows the content. */
  static ByteBuffer trailer(byte[] mediaType) {
    return ByteBuffer.allocate(mediaType.length + FIXED)
        .put(mediaType)
        .putShort((short) mediaType.length)
        .put(SIGNATURE)
        .flip();
  }

  static BlobInfo info(String key, Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return info(key, path, file);
    }
  }

  static BlobContent open(String key, Path path, ByteRange range) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      BlobInfo info = info(key, path, file);
      ByteRange part = range.within(info.size());
      file.position(part.offset());
      return new BlobContent(info, part, new Part(file, part.length()));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static BlobInfo info(String key, Path path, FileChannel file) throws IOException {
    long fileSize = file.size();
    ByteBuffer fixed = read(file, fileSize - FIXED, FIXED);
    int length = Short.toUnsignedInt(fixed.getShort());
    byte[] signature = new byte[SIGNATURE.length];
    fixed.get(signature);
    long size = fileSize - FIXED - length;
    if (!java.util.Arrays.equals(signature, SIGNATURE) || size < 0) {
      throw new IOException("The file " + path + " is damaged");
    }
    String mediaType = StandardCharsets.UTF_8.decode(read(file, size, length)).toString();
    Instant storedAt = Files.getLastModifiedTime(path).toInstant();
    return new BlobInfo(key, size, mediaType, storedAt);
  }

  private static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (position < 0 || file.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("A blob's file is cut short");
      }
    }
    return bytes.flip();
  }

  /** Reads a number of bytes from where the file stands. */
  private static final class Part extends InputStream {
    private final FileChannel file;
    private long left;

    Part(FileChannel file, long length) {
      this.file = file;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0) {
        return -1;
      }
      int read = file.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, left)));
      if (read < 0) {
        throw new IOException("A blob's file is cut short");
      }
      left -= read;
      return read;
    }

    @Override
    public int available() {
      return (int) Math.min(left, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
