package dev.opikdesktop.server.ids;

import dev.opikdesktop.server.http.ApiException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * Version 7 UUIDs (RFC 9562): their first 48 bits are milliseconds since 1970 (Opik contract 2.3).
 */
public final class TimeOrderedIds {
  /** As the stores order ids: as sixteen bytes without sign. Java compares them with one. */
  public static final Comparator<UUID> AS_STORED =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private static final SecureRandom RANDOM = new SecureRandom();

  private TimeOrderedIds() {}

  /** A new id of now. */
  public static UUID next() {
    return next(Instant.now());
  }

  /** A new id of the given millisecond. */
  public static UUID next(Instant time) {
    long random = RANDOM.nextLong();
    return new UUID(
        (time.toEpochMilli() << 16) | 0x7000 | (random >>> 52),
        (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
  }

  /** The millisecond of an id. */
  public static Instant timeOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  /** The least id of the given millisecond, for ranges; not an id of anything. */
  public static UUID firstOf(Instant time) {
    return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
  }

  /**
   * Checks an id that a client chose.
   *
   * @throws ApiException 400 when it is of another version
   */
  public static UUID require(String entity, UUID id) {
    if (id.version() != 7) {
      throw ApiException.notVersion7(entity, id);
    }
    return id;
  }
}
