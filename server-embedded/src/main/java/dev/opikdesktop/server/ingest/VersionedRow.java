package dev.opikdesktop.server.ingest;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored row of a table whose rows are replaced whole, by the greatest version, and whose single
 * fields can be patched. Each row knows which create it rests on and which fields were patched
 * since ({@link Patches}), so that rows that arrive in any order come out the same.
 */
public interface VersionedRow {
  UUID id();

  UUID projectId();

  /** The trace that it is a part of, and that it is deleted with; for a trace its own id. */
  UUID traceId();

  /** The name of where it ran, or null. */
  @Nullable String environment();

  /** Its last update is the version: of several rows with one key, the store keeps the greatest. */
  Audit audit();

  /**
   * The version of the create that the unpatched fields come from; the epoch if none came so far.
   */
  Instant createVersion();

  /** Which fields were patched since that create. */
  Patches<?> patches();

  /** Whether only patches came so far, and no create. */
  default boolean isPartial() {
    return createVersion().equals(Instant.EPOCH);
  }
}
