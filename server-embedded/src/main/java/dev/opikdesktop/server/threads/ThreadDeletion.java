package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.deletes.Cascade;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.traces.TraceService;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Deletes threads with all their traces, and all that hangs on both (Opik contract 2.12). What was
 * said of a thread goes first and its row last: a deletion that was cut off leaves something to be
 * seen, and deleting that again ends it.
 */
public final class ThreadDeletion {
  private static final int AT_ONCE = 1000;

  private final ThreadService threads;
  private final TraceService traces;
  private final Cascade cascade;

  public ThreadDeletion(ThreadService threads, TraceService traces, Cascade cascade) {
    this.threads = threads;
    this.traces = traces;
    this.cascade = cascade;
  }

  /** Deletes those of the threads that are there. Returns when that is durable. */
  void delete(Caller caller, UUID project, Collection<String> threadIds) {
    List<UUID> models = threads.known(caller, project, threadIds);
    if (!models.isEmpty()) {
      cascade.attached(caller, project, EntityType.THREAD, models);
    }
    List<UUID> ids = threads.traces(caller, project, threadIds);
    if (!ids.isEmpty()) {
      traces.delete(caller, Optional.of(project), ids);
    }
    threads.deleteRows(caller, project, threadIds);
  }

  /** Deletes the threads of a project that have no traces any more. */
  public void deleteEmpty(Caller caller, UUID project) {
    List<String> empty = threads.empty(caller, project);
    for (int from = 0; from < empty.size(); from += AT_ONCE) {
      delete(caller, project, empty.subList(from, Math.min(empty.size(), from + AT_ONCE)));
    }
  }
}
