package dev.opikdesktop.server.queues;

import java.util.UUID;

/**
 * Something in a queue.
 *
 * @param source {@code manual}, or {@code automated} if a rule put it there
 */
record QueueItem(UUID id, String source) {
  static QueueItem of(UUID id, boolean automated) {
    return new QueueItem(id, automated ? "automated" : "manual");
  }
}
