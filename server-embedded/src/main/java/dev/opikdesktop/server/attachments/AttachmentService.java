package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.entities.ProjectContents;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Entries;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.server.ingest.Upserts;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.blobs.BlobContent;
import dev.opikdesktop.storage.blobs.BlobInfo;
import dev.opikdesktop.storage.blobs.Blobs;
import dev.opikdesktop.storage.blobs.ByteRange;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.coordination.HeldLock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rules of attachments (Opik contract 4.5).
 *
 * <p>The bytes are stored before the row that names them, and deleted before it. What is cut off in
 * between is no file that cannot be read: at worst bytes that nobody names, or a name without bytes
 * that can be deleted again.
 */
public final class AttachmentService implements ProjectContents {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** How much of a file tells what it is. */
  private static final int BEGINNING = 64 * 1024;

  /** How often an upload may replace a file between the look at its row and at its bytes. */
  private static final int ATTEMPTS = 10;

  private final AttachmentStore store;
  private final GroupCommit commits;
  private final Blobs blobs;
  private final Coordination coordination;
  private final ProjectService projects;

  public AttachmentService(
      Analytics analytics, Blobs blobs, Coordination coordination, ProjectService projects) {
    this.store = new AttachmentStore(analytics);
    this.commits = new GroupCommit(analytics, AttachmentStore.TABLE, AttachmentStore.COLUMNS);
    this.blobs = blobs;
    this.coordination = coordination;
    this.projects = projects;
  }

  /**
   * Stores a file in place of an older one of its name. Returns when it is durable; a body that
   * breaks off leaves what was there.
   */
  void store(Caller caller, Upload upload, InputStream content) {
    Owner owner =
        new Owner(
            projects.resolve(caller, upload.projectName()), upload.type(), upload.entityId());
    byte[] beginning = beginning(content);
    String type = MediaTypes.of(upload.mimeType(), upload.fileName(), beginning);
    UUID blob = UUID.randomUUID();
    String key = key(caller, owner.projectId(), blob);
    BlobInfo stored =
        blobs.put(
            key,
            type,
            new SequenceInputStream(new ByteArrayInputStream(beginning), content));
    Optional<Attachment> replaced;
    try (HeldLock ignored = lock(owner, upload.fileName())) {
      replaced = store.find(caller, owner, upload.fileName());
      Instant now = Instant.now();
      Instant version = replaced.map(old -> Upserts.later(old.uploadedAt(), now)).orElse(now);
      commit(
          caller,
          List.of(
              new Attachment(
                  owner,
                  upload.fileName(),
                  blob,
                  type,
                  stored.size(),
                  false,
                  version,
                  caller.userName())));
    } catch (RuntimeException e) {
      blobs.delete(key);
      throw e;
    }
    replaced.ifPresent(old -> blobs.delete(key(caller, owner.projectId(), old.blob())));
  }

  /** A page of the files of one trace or span, by name. */
  Page<Attachment> page(Caller caller, Owner owner, PageRequest page) {
    long total = store.count(caller, owner);
    return new Page<>(
        total, Entries.of(total == 0 ? List.of() : store.page(caller, owner, page)));
  }

  /**
   * A file that can be read now.
   *
   * @throws ApiException 404
   */
  StoredFile open(Caller caller, Owner owner, String fileName) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<Attachment> row = store.find(caller, owner, fileName);
      if (row.isEmpty()) {
        break;
      }
      String key = key(caller, owner.projectId(), row.get().blob());
      if (blobs.find(key).isPresent()) {
        return new StoredFile(row.get(), range -> bytes(key, range));
      }
    }
    throw ApiException.notFound("Attachment not found: " + fileName);
  }

  /** Deletes files; names of none are no matter. */
  void delete(Caller caller, AttachmentDeletion deletion) {
    Owner owner = deletion.owner();
    delete(
        caller, owner.projectId(), store.blobs(caller, owner, deletion.fileNames()));
  }

  /** Deletes the files of traces and of their spans, which must be there still. */
  public void deleteOfTraces(Caller caller, UUID project, Collection<UUID> traces) {
    delete(caller, project, store.blobsOfTraces(caller, project, traces));
  }

  /** Deletes all files of a project. */
  @Override
  public void delete(Caller caller, UUID project) {
    blobs.deleteByPrefix(folder(caller, project));
    store.deleteAll(caller, project);
  }

  private void delete(Caller caller, UUID project, List<UUID> uploads) {
    if (!uploads.isEmpty()) {
      uploads.forEach(blob -> blobs.delete(key(caller, project, blob)));
      store.delete(caller, project, uploads);
    }
  }

  private void commit(Caller caller, List<Attachment> attachments) {
    RowBinaryWriter rows = new RowBinaryWriter(attachments.size() * 256);
    attachments.forEach(each -> AttachmentStore.write(caller, each, rows));
    commits.commit(rows);
  }

  private InputStream bytes(String key, ByteRange range) {
    return blobs
        .open(key, range)
        .map(BlobContent::stream)
        .orElseThrow(() -> ApiException.notFound("The attachment was deleted a moment ago"));
  }

  private static byte[] beginning(InputStream content) {
    try {
      return content.readNBytes(BEGINNING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HeldLock lock(Owner owner, String fileName) {
    return coordination.lock("attachment:" + owner.id() + ":" + fileName, LONGEST_WAIT);
  }

  private static String key(Caller caller, UUID project, UUID blob) {
    return folder(caller, project) + blob;
  }

  private static String folder(Caller caller, UUID project) {
    return "attachments/" + caller.workspaceId() + "/" + project + "/";
  }
}
