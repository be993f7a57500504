package dev.opikdesktop.server.threads;

import java.time.Instant;

/**
 * What came to a thread.
 *
 * @param firstTime the time in the id of the earliest trace; a new thread gets an id of that time
 * @param newest when the newest whole trace came, which opens a thread that was closed before; 1970
 *     for nothing that does
 * @param user who wrote it
 */
record Arrival(Instant firstTime, Instant newest, String user) {

  /** Something that makes a thread known and leaves a closed one closed. */
  static Arrival ofChange(Instant firstTime, String user) {
    return new Arrival(firstTime, Instant.EPOCH, user);
  }

  /** Both, as one. */
  Arrival and(Arrival other) {
    return new Arrival(
        other.firstTime.isBefore(firstTime) ? other.firstTime : firstTime,
        other.newest.isAfter(newest) ? other.newest : newest,
        user);
  }
}
