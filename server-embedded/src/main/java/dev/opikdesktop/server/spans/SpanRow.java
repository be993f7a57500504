package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.attachments.Extraction;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.ingest.Patches;
import dev.opikdesktop.server.ingest.VersionedRow;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A span as it is stored.
 *
 * @param startTime the epoch while only patches came
 * @param createVersion see {@link VersionedRow#createVersion}
 */
record SpanRow(
    UUID workspaceId,
    UUID projectId,
    UUID traceId,
    UUID id,
    @Nullable UUID parentSpanId,
    Instant startTime,
    SpanFields fields,
    Audit audit,
    Instant createVersion,
    Patches<SpanField> patches)
    implements VersionedRow {
  @Override
  public @Nullable String environment() {
    return fields.environment();
  }

  /** This create on top of the stored row: what was patched later stays. */
  SpanRow over(SpanRow stored, Audit merged) {
    Patches<SpanField> later = stored.patches.after(createVersion);
    return new SpanRow(
        workspaceId,
        projectId,
        traceId,
        id,
        parentSpanId == null ? stored.parentSpanId : parentSpanId,
        startTime,
        fields.with(later.names(), stored.fields),
        merged,
        createVersion,
        later);
  }

  /** The same with placeholders for its files. */
  SpanRow with(Extraction files) {
    SpanFields without = files.apply(projectId, id, fields);
    return without == fields
        ? this
        : new SpanRow(
            workspaceId,
            projectId,
            traceId,
            id,
            parentSpanId,
            startTime,
            without,
            audit,
            createVersion,
            patches);
  }

  /** This row with the fields that are set in a PATCH. */
  SpanRow patched(SpanFields update, Audit changed) {
    Set<SpanField> set = update.present();
    return new SpanRow(
        workspaceId,
        projectId,
        traceId,
        id,
        parentSpanId,
        startTime,
        fields.with(set, update),
        changed,
        createVersion,
        patches.and(set, changed.lastUpdatedAt()));
  }

  SpanRow withCost(@Nullable SpanCost cost) {
    return new SpanRow(
        workspaceId,
        projectId,
        traceId,
        id,
        parentSpanId,
        startTime,
        fields.withCost(cost),
        audit,
        createVersion,
        patches);
  }

  /** This row by others, or at another time. */
  SpanRow with(Audit other) {
    return new SpanRow(
        workspaceId,
        projectId,
        traceId,
        id,
        parentSpanId,
        startTime,
        fields,
        other,
        createVersion,
        patches);
  }

  /** The same create as if it had come earlier. */
  SpanRow createdAt(Instant version) {
    return new SpanRow(
        workspaceId,
        projectId,
        traceId,
        id,
        parentSpanId,
        startTime,
        fields,
        audit,
        version,
        patches);
  }
}
