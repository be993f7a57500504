package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ingest.VersionedRow;
import dev.opikdesktop.storage.coordination.Coordination;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Files inside payloads: taken out when a payload is written, and put back when it is read (Opik
 * contract 4.6). Payloads without any, which are nearly all, cost a look at their length.
 */
public final class PayloadFiles {
  private final AttachmentFiles files;
  private final Coordination coordination;

  PayloadFiles(AttachmentFiles files, Coordination coordination) {
    this.files = files;
    this.coordination = coordination;
  }

  /** Begins to write rows. The caller closes it when they are written, or could not be. */
  public <R extends VersionedRow> Extraction extraction(
      Caller caller, EntityType type, Collection<R> rows, Function<R, Payloads<?>> payloads) {
    Set<UUID> concerned = new HashSet<>();
    for (R row : rows) {
      if (hasFiles(payloads.apply(row)) || files.owners().mayHaveExtracted(row.id())) {
        concerned.add(row.id());
      }
    }
    return begin(caller, type, concerned);
  }

  /** Begins to change rows, all by the same payloads. */
  public Extraction extraction(
      Caller caller, EntityType type, Collection<UUID> ids, Payloads<?> payloads) {
    Set<UUID> concerned = new HashSet<>();
    boolean hasFiles = hasFiles(payloads);
    for (UUID id : ids) {
      if (hasFiles || files.owners().mayHaveExtracted(id)) {
        concerned.add(id);
      }
    }
    return begin(caller, type, concerned);
  }

  /** What puts the files of a trace or span back. */
  public Injection injection(Caller caller, UUID project, EntityType type, UUID id) {
    return files.owners().mayNameFiles(id)
        ? new Injection(files, caller, new Owner(project, type, id))
        : Injection.NONE;
  }

  private Extraction begin(Caller caller, EntityType type, Set<UUID> concerned) {
    return concerned.isEmpty()
        ? Extraction.NONE
        : new ExtractionUnderWay(files, coordination, caller, type, concerned);
  }

  private static boolean hasFiles(Payloads<?> payloads) {
    return !Base64Runs.in(payloads.input()).isEmpty()
        || !Base64Runs.in(payloads.output()).isEmpty()
        || !Base64Runs.in(payloads.metadata()).isEmpty();
  }
}
