package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.ingest.Patches;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * The last columns of a versioned table: created_at, created_by, last_updated_at, last_updated_by,
 * create_version, patched.
 */
public final class StoredAudit {
  private StoredAudit() {}

  public static void write(
      RowBinaryWriter out, Audit audit, Instant createVersion, Patches<?> patches) {
    out.instant9(audit.createdAt()).string(audit.createdBy());
    out.instant6(audit.lastUpdatedAt()).string(audit.lastUpdatedBy());
    out.instant6(createVersion);
    Map<String, Long> times = patches.byName();
    out.length(times.size());
    times.forEach((name, time) -> out.string(name).int64(time));
  }

  /** Reads the first four. */
  public static Audit read(RowBinaryReader in) throws IOException {
    return new Audit(in.instant9(), in.string(), in.instant6(), in.string());
  }
}
