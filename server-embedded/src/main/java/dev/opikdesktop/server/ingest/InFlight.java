package dev.opikdesktop.server.ingest;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * The ids that are being written blindly now. A patch announces its id first and then waits here
 * for the blind writes of it that began earlier; a blind write enters here first and then looks
 * whether its ids are announced. So one of the two always sees the other.
 */
final class InFlight {
  private final Set<Write> writes = ConcurrentHashMap.newKeySet();

  Write enter(Collection<UUID> ids) {
    Write write = new Write(new HashSet<>(ids));
    writes.add(write);
    return write;
  }

  /** Waits for the blind writes of the ids that are under way now. */
  void await(Collection<UUID> ids) {
    for (Write write : writes) {
      for (UUID id : ids) {
        if (write.ids.contains(id)) {
          Waits.forEnd(write.finished);
          break;
        }
      }
    }
  }

  /** A blind write under way. */
  final class Write implements AutoCloseable {
    private final Set<UUID> ids;
    private final CountDownLatch finished = new CountDownLatch(1);

    private Write(Set<UUID> ids) {
      this.ids = ids;
    }

    @Override
    public void close() {
      writes.remove(this);
      finished.countDown();
    }
  }
}
