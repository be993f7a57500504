package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.http.Caller;
import java.util.Collection;
import java.util.UUID;

/**
 * Hears of traces once they are durable, before their writer gets its answer. It must not wait for
 * anything, and must not fail.
 */
@FunctionalInterface
public interface TraceListener {
  /** Traces were created, replaced or changed. */
  void written(Caller caller, Collection<WrittenTrace> traces);

  /**
   * One of them.
   *
   * @param threadId "" for none
   * @param isCreate whether a whole trace came, not a change of some fields
   */
  record WrittenTrace(UUID projectId, UUID id, String threadId, boolean isCreate) {}
}
