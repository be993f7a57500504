package dev.opikdesktop.server.attachments;

import dev.opikdesktop.server.entities.ProjectContents;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Entries;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ingest.Upserts;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.blobs.Blobs;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of attachments (Opik contract 4.5). */
public final class AttachmentService implements ProjectContents {
  private static final Logger LOG = LoggerFactory.getLogger(AttachmentService.class);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** Bytes are named a moment after they are stored. */
  private static final Duration LONGEST_NAMELESS = Duration.ofHours(1);

  /** How much of a file tells what it is. */
  private static final int BEGINNING = 64 * 1024;

  /** How often an upload may replace a file between the look at its row and at its bytes. */
  private static final int ATTEMPTS = 10;

  private final AttachmentFiles files;
  private final Coordination coordination;
  private final ProjectService projects;
  private final PayloadFiles payloads;

  public AttachmentService(
      Analytics analytics, Blobs blobs, Coordination coordination, ProjectService projects) {
    this.files = new AttachmentFiles(analytics, blobs);
    this.coordination = coordination;
    this.projects = projects;
    this.payloads = new PayloadFiles(files, coordination);
  }

  /** The files inside payloads. */
  public PayloadFiles payloads() {
    return payloads;
  }

  /**
   * Stores a file in place of an older one of its name. Returns when it is durable; a body that
   * breaks off leaves what was there.
   */
  void store(Caller caller, Upload upload, InputStream content) {
    store(
        caller,
        projects.resolve(caller, upload.projectName()),
        upload,
        new UploadOrigin(Instant.now(), caller.userName(), false),
        content);
  }

  /**
   * The same of a file that was exported, as it was.
   *
   * @throws ApiException 404 without the project
   */
  void restore(
      Caller caller, UUID project, Upload upload, UploadOrigin origin, InputStream content) {
    if (projects.name(caller, project).isEmpty()) {
      throw ApiException.notFound("Project", project);
    }
    store(caller, project, upload, origin, content);
  }

  private void store(
      Caller caller, UUID project, Upload upload, UploadOrigin origin, InputStream content) {
    Owner owner = new Owner(project, upload.type(), upload.entityId());
    byte[] beginning = beginning(content);
    String type = MediaTypes.of(upload.mimeType(), upload.fileName(), beginning);
    AttachmentFiles.Bytes bytes =
        files.write(
            caller,
            project,
            type,
            new SequenceInputStream(new ByteArrayInputStream(beginning), content));
    Optional<Attachment> replaced;
    try (HeldLock ignored = lock(owner, upload.fileName())) {
      replaced = files.store().find(caller, owner, upload.fileName());
      Instant version =
          replaced.map(old -> Upserts.later(old.uploadedAt(), origin.at())).orElse(origin.at());
      files.commit(
          caller,
          List.of(
              new Attachment(
                  owner,
                  upload.fileName(),
                  bytes.blob(),
                  type,
                  bytes.size(),
                  origin.isExtracted(),
                  version,
                  origin.by())));
    } catch (RuntimeException e) {
      files.discard(caller, project, bytes.blob());
      throw e;
    }
    replaced.ifPresent(old -> files.discard(caller, project, old.blob()));
  }

  /** A page of the files of one trace or span, by name. */
  Page<Attachment> page(Caller caller, Owner owner, PageRequest page) {
    long total = files.store().count(caller, owner);
    return new Page<>(
        total, Entries.of(total == 0 ? List.of() : files.store().page(caller, owner, page)));
  }

  /**
   * A file that can be read now.
   *
   * @throws ApiException 404
   */
  StoredFile open(Caller caller, Owner owner, String fileName) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<Attachment> row = files.store().find(caller, owner, fileName);
      if (row.isEmpty()) {
        break;
      }
      Optional<StoredFile> file = files.open(caller, row.get());
      if (file.isPresent()) {
        return file.get();
      }
    }
    throw ApiException.notFound("Attachment not found: " + fileName);
  }

  /** Deletes files; names of none are no matter. */
  void delete(Caller caller, AttachmentDeletion deletion) {
    Owner owner = deletion.owner();
    files.delete(
        caller, owner.projectId(), files.store().blobs(caller, owner, deletion.fileNames()));
  }

  /** Deletes the files of traces and of their spans, which must be there still. */
  public void deleteOfTraces(Caller caller, UUID project, Collection<UUID> traces) {
    files.delete(caller, project, files.store().blobsOfTraces(caller, project, traces));
  }

  /** Deletes all files of projects. */
  @Override
  public void delete(Caller caller, Collection<UUID> projects) {
    files.deleteAll(caller, projects);
  }

  /** Deletes bytes that a killed process left without a name. */
  public void deleteLeftovers() {
    long deleted = files.deleteLeftovers(Instant.now().minus(LONGEST_NAMELESS));
    if (deleted > 0) {
      LOG.info("Deleted {} files of attachments that nothing names", deleted);
    }
  }

  private HeldLock lock(Owner owner, String fileName) {
    return coordination.lock("attachment:" + owner.id() + ":" + fileName, LONGEST_WAIT);
  }

  private static byte[] beginning(InputStream content) {
    try {
      return content.readNBytes(BEGINNING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
