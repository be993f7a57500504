package dev.opikdesktop.storage;

import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.blobs.Blobs;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.relational.Relational;

/** The four ports, open. Closing closes all of them, in the reverse order of their use. */
public record Stores(
    Analytics analytics, Relational relational, Coordination coordination, Blobs blobs)
    implements AutoCloseable {
  @Override
  public void close() {
    try (relational;
        analytics;
        blobs;
        coordination) {
      // Each is closed, whatever the others throw.
    }
  }
}
