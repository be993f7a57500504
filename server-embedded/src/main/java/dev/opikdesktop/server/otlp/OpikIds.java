package dev.opikdesktop.server.otlp;

import dev.opikdesktop.storage.hash.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Version 7 ids made of other ids: 48 bits of milliseconds, and a hash in place of what is random
 * in others.
 */
public final class OpikIds {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private OpikIds() {}

  /** The smallest version 7 id of a millisecond. */
  public static UUID first(Instant time) {
    return new UUID(Math.max(0, time.toEpochMilli()) << 16 | VERSION_7, VARIANT);
  }

  /** An id of that millisecond whose last ten bytes depend on the given bytes alone. */
  static UUID of(long epochMilli, byte[]... parts) {
    MessageDigest digest = Sha256.digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new UUID(
        (epochMilli << 16) | VERSION_7 | (hash.getLong() & 0xfff),
        (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | VARIANT);
  }

  /** What an id says about time. */
  static long epochMilli(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }

  /** The last ten bytes as upper-case hex digits: all but the time. */
  static String tail(UUID id) {
    return String.format(
        Locale.ROOT,
        "%04X%016X",
        id.getMostSignificantBits() & 0xffff,
        id.getLeastSignificantBits());
  }
}
