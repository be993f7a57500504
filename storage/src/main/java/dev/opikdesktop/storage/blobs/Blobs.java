package dev.opikdesktop.storage.blobs;

import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The blob port: attachments, uploads and exports, by key. The local face is a folder of files, the
 * remote one an S3 bucket.
 *
 * <p>A key is any text of 1 to 1,024 bytes of UTF-8; slashes in it are only a habit of naming. What
 * it holds, {@code ..} included, cannot reach outside of the store.
 *
 * <p>Guarantees of every implementation:
 *
 * <ul>
 *   <li>A {@link #put} that returns survives {@code kill -9}. Until then the old content, if any,
 *       is what readers see, whole; a reader that has begun keeps reading what it began.
 *   <li>Content streams through: memory does not grow with its size.
 *   <li>Keys that differ only in case are different keys on every system.
 *   <li>A store that cannot be reached is a {@link dev.opikdesktop.storage.StorageException} of
 *       kind UNAVAILABLE, a key that breaks the rule above one of kind INVALID.
 *   <li>Safe for use by many threads. Calls block; use virtual threads.
 * </ul>
 */
public interface Blobs extends AutoCloseable {
  /**
   * Stores everything that the stream gives under the key, in place of what was there. The stream
   * is read to its end and left open. An exception of the stream passes as {@link
   * java.io.UncheckedIOException} and nothing is stored.
   *
   * @param mediaType such as {@code image/png}, kept and given back as it is; at most 255 bytes
   */
  BlobInfo put(String key, String mediaType, InputStream content);

  /** Opens the whole content. The caller closes it. */
  default Optional<BlobContent> open(String key) {
    return open(key, ByteRange.ALL);
  }

  /** Opens a part of the content, cut to what there is. The caller closes it. */
  Optional<BlobContent> open(String key, ByteRange range);

  /** What is known without reading the content. */
  Optional<BlobInfo> find(String key);

  /** Deletes one blob; one that is not there is fine. */
  void delete(String key);

  /** Deletes every blob whose key begins with the prefix, and returns how many there were. */
  long deleteByPrefix(String prefix);

  /**
   * A page of the blobs whose keys begin with the prefix, in an order of the store's own that does
   * not change. Blobs that come or go meanwhile may be left out; all others come exactly once.
   *
   * @param cursor {@link BlobPage#next} of the page before, or null for the first
   * @param limit 1 to 1,000
   */
  BlobPage list(String prefix, @Nullable String cursor, int limit);

  @Override
  void close();
}
