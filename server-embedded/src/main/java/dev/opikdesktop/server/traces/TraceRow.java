package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.attachments.Extraction;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.ingest.Patches;
import dev.opikdesktop.server.ingest.VersionedRow;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trace as it is stored.
 *
 * @param startTime the epoch while only patches came
 * @param createVersion see {@link VersionedRow#createVersion}
 */
record TraceRow(
    UUID workspaceId,
    UUID projectId,
    UUID id,
    Instant startTime,
    TraceFields fields,
    Audit audit,
    Instant createVersion,
    Patches<TraceField> patches)
    implements VersionedRow {
  @Override
  public @Nullable String environment() {
    return fields.environment();
  }

  @Override
  public UUID traceId() {
    return id;
  }

  /** This create on top of the stored row: what was patched later stays. */
  TraceRow over(TraceRow stored, Audit merged) {
    Patches<TraceField> later = stored.patches.after(createVersion);
    return new TraceRow(
        workspaceId,
        projectId,
        id,
        startTime,
        fields.with(later.names(), stored.fields),
        merged,
        createVersion,
        later);
  }

  /** This row with the fields that are set in a PATCH. */
  TraceRow patched(TraceFields update, Audit changed) {
    Set<TraceField> set = update.present();
    return new TraceRow(
        workspaceId,
        projectId,
        id,
        startTime,
        fields.with(set, update),
        changed,
        createVersion,
        patches.and(set, changed.lastUpdatedAt()));
  }

  /** The same with placeholders for its files. */
  TraceRow with(Extraction files) {
    TraceFields without = files.apply(projectId, id, fields);
    return without == fields
        ? this
        : new TraceRow(
            workspaceId, projectId, id, startTime, without, audit, createVersion, patches);
  }

  /** The same by others, or at another time. */
  TraceRow with(Audit other) {
    return new TraceRow(
        workspaceId, projectId, id, startTime, fields, other, createVersion, patches);
  }

  /** The same create as if it had come earlier. */
  TraceRow createdAt(Instant version) {
    return new TraceRow(workspaceId, projectId, id, startTime, fields, audit, version, patches);
  }
}
