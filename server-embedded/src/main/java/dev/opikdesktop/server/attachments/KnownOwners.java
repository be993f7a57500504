package dev.opikdesktop.server.attachments;

import dev.opikdesktop.storage.StorageException;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which traces and spans have files that their payloads can name: nearly none, and for all others
 * nothing is read. Learnt from the table after a start, and kept in mind from then on.
 */
final class KnownOwners {
  private static final Logger LOG = LoggerFactory.getLogger(KnownOwners.class);

  private final AttachmentStore store;
  private final IdFilter nameable = new IdFilter();
  private final IdFilter extracted = new IdFilter();
  private final ReentrantLock learning = new ReentrantLock();
  private volatile boolean learnt;

  /** Begins to learn. */
  KnownOwners(AttachmentStore store) {
    this.store = store;
    Thread.ofVirtual().name("owners-of-attachments").start(this::learnEarly);
  }

  /** Keeps an upload in mind. Called before anybody can see it. */
  void note(Attachment attachment) {
    if (Placeholder.canName(attachment.fileName())) {
      note(attachment.owner().id(), attachment.extracted());
    }
  }

  /** Whether payloads of the trace or span may name one of its files: false is certain. */
  boolean mayNameFiles(UUID owner) {
    learn();
    return nameable.mayHave(owner);
  }

  /** Whether files may have been taken out of payloads of the trace or span: false is certain. */
  boolean mayHaveExtracted(UUID owner) {
    learn();
    return extracted.mayHave(owner);
  }

  private void note(UUID owner, boolean isExtracted) {
    nameable.add(owner);
    if (isExtracted) {
      extracted.add(owner);
    }
  }

  private void learn() {
    if (!learnt) {
      learning.lock();
      try {
        if (!learnt) {
          store.forEachOwner(this::note);
          learnt = true;
        }
      } finally {
        learning.unlock();
      }
    }
  }

  private void learnEarly() {
    try {
      learn();
    } catch (StorageException e) {
      LOG.debug("Owners of attachments are learnt when somebody asks: {}", e.getMessage());
    }
  }
}
