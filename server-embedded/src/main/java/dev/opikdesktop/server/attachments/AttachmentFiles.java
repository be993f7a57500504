package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.blobs.BlobContent;
import dev.opikdesktop.storage.blobs.BlobInfo;
import dev.opikdesktop.storage.blobs.BlobPage;
import dev.opikdesktop.storage.blobs.Blobs;
import dev.opikdesktop.storage.blobs.ByteRange;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows and the bytes that they name, which lie in two stores. The bytes are stored before the row,
 * and deleted before it. What is cut off in between is no file that cannot be read: at worst bytes
 * that nobody names, or a name without bytes that can be deleted again.
 */
final class AttachmentFiles {
  private static final String FOLDER = "attachments/";
  private static final int PAGE = 1000;

  private final AttachmentStore store;
  private final GroupCommit commits;
  private final Blobs blobs;
  private final KnownOwners owners;

  AttachmentFiles(Analytics analytics, Blobs blobs) {
    this.store = new AttachmentStore(analytics);
    this.commits = new GroupCommit(analytics, AttachmentStore.TABLE, AttachmentStore.COLUMNS);
    this.blobs = blobs;
    this.owners = new KnownOwners(store);
  }

  AttachmentStore store() {
    return store;
  }

  /** Stores bytes that no row names so far. */
  Bytes write(Caller caller, UUID project, String mimeType, InputStream content) {
    UUID blob = UUID.randomUUID();
    return new Bytes(blob, blobs.put(key(caller, project, blob), mimeType, content).size());
  }

  /** Bytes that were stored, and how many. */
  record Bytes(UUID blob, long size) {}

  /** Takes bytes back that no row names. */
  void discard(Caller caller, UUID project, UUID blob) {
    blobs.delete(key(caller, project, blob));
  }

  /** Makes rows durable and visible. */
  void commit(Caller caller, List<Attachment> attachments) {
    RowBinaryWriter rows = new RowBinaryWriter(attachments.size() * 256);
    for (Attachment each : attachments) {
      owners.note(each);
      AttachmentStore.write(caller, each, rows);
    }
    commits.commit(rows);
  }

  KnownOwners owners() {
    return owners;
  }

  /** The file of a row, if its bytes are still there. */
  Optional<StoredFile> open(Caller caller, Attachment attachment) {
    String key = key(caller, attachment.owner().projectId(), attachment.blob());
    return blobs.find(key).isEmpty()
        ? Optional.empty()
        : Optional.of(new StoredFile(attachment, range -> bytes(key, range)));
  }

  /** The bytes of a row from the beginning, if they are still there. Closed by the caller. */
  Optional<BlobContent> read(Caller caller, Attachment attachment) {
    return blobs.open(key(caller, attachment.owner().projectId(), attachment.blob()));
  }

  /** Deletes uploads. */
  void delete(Caller caller, UUID project, Collection<UUID> uploads) {
    if (!uploads.isEmpty()) {
      uploads.forEach(blob -> discard(caller, project, blob));
      store.delete(caller, project, uploads);
    }
  }

  /** Deletes all uploads of projects. */
  void deleteAll(Caller caller, Collection<UUID> projects) {
    projects.forEach(project -> blobs.deleteByPrefix(folder(caller, project)));
    store.deleteAll(caller, projects);
  }

  /**
   * Deletes bytes that no row names: what a killed process left between the two stores.
   *
   * @param storedBefore younger ones may be about to be named
   * @return how many uploads they were
   */
  long deleteLeftovers(Instant storedBefore) {
    long deleted = 0;
    String cursor = null;
    do {
      BlobPage page = blobs.list(FOLDER, cursor, PAGE);
      Map<UUID, String> keys = new HashMap<>();
      for (BlobInfo blob : page.blobs()) {
        if (blob.storedAt().isBefore(storedBefore)) {
          keys.put(
              UUID.fromString(blob.key().substring(blob.key().lastIndexOf('/') + 1)), blob.key());
        }
      }
      if (!keys.isEmpty()) {
        keys.keySet().removeAll(store.named(keys.keySet()));
        keys.values().forEach(blobs::delete);
        deleted += keys.size();
      }
      cursor = page.next();
    } while (cursor != null);
    return deleted;
  }

  private InputStream bytes(String key, ByteRange range) {
    return blobs
        .open(key, range)
        .map(BlobContent::stream)
        .orElseThrow(() -> ApiException.notFound("The attachment was deleted a moment ago"));
  }

  private static String key(Caller caller, UUID project, UUID blob) {
    return folder(caller, project) + blob;
  }

  private static String folder(Caller caller, UUID project) {
    return FOLDER + caller.workspaceId() + "/" + project + "/";
  }
}
