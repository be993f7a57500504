package dev.opikdesktop.storage.blobs;

/**
 * A part of a blob.
 *
 * @param offset of the first byte, from 0
 * @param length how many bytes at most
 */
public record ByteRange(long offset, long length) {
  /** Everything. */
  public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

  public ByteRange {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException("A byte range cannot be negative");
    }
  }

  /** This range without what lies beyond a content of the given size. */
  ByteRange within(long size) {
    long from = Math.min(offset, size);
    return new ByteRange(from, Math.min(length, size - from));
  }
}
