package dev.opikdesktop.server.statistics;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened in a project (schema RecentActivityItem_Public).
 *
 * @param type trace_daily: traces came in on a day
 * @param id of the newest trace of the day
 * @param createdAt the time in that id
 */
record Activity(String type, UUID id, Instant createdAt) {
  static Activity ofDay(UUID newestTrace) {
    return new Activity(
        "trace_daily",
        newestTrace,
        Instant.ofEpochMilli(newestTrace.getMostSignificantBits() >>> 16));
  }
}
