package dev.opikdesktop.server.queues;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What became of the wish to judge an item alone (schema LockResponse).
 *
 * @param lockedBy who asked, or else who has it
 * @param expiresAt until when
 */
record ItemLock(boolean acquired, UUID itemId, String lockedBy, Instant expiresAt) {

  /** The locks of one item (schema ItemLockInfo). */
  record OfItem(int activeLocks, List<String> lockedBy) {}

  /** Those of a queue by item (schema LocksResponse). */
  record OfQueue(Map<UUID, OfItem> locks) {}
}
