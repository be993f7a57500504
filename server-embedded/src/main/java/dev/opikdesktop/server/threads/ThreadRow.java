package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.ingest.Upserts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is known of a thread besides its traces.
 *
 * @param threadId the text that the traces share, exact
 * @param id version 7, never another one for the same thread
 * @param audit its last update is the version, and {@link #UNCHANGED} until somebody changes the
 *     thread itself
 */
record ThreadRow(
    UUID workspaceId,
    UUID projectId,
    String threadId,
    UUID id,
    ThreadStatus status,
    Instant statusChangedAt,
    List<String> tags,
    Audit audit) {
  static final Instant UNCHANGED = Instant.EPOCH;

  ThreadRow withId(UUID other) {
    return new ThreadRow(
        workspaceId, projectId, threadId, other, status, statusChangedAt, tags, audit);
  }

  ThreadRow withStatus(ThreadStatus other, Instant now, String user) {
    return new ThreadRow(
        workspaceId, projectId, threadId, id, other, now, tags, changed(now, user));
  }

  ThreadRow withTags(List<String> other, Instant now, String user) {
    return new ThreadRow(
        workspaceId, projectId, threadId, id, status, statusChangedAt, other, changed(now, user));
  }

  /** A version that is greater than this one, whatever the clock says. */
  private Audit changed(Instant now, String user) {
    Instant version = Upserts.later(audit.lastUpdatedAt(), now);
    return new Audit(audit.createdAt(), audit.createdBy(), version, user);
  }
}
