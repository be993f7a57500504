package dev.opikdesktop.server.attachments;

import java.util.UUID;

/**
 * Takes the files out of the payloads of rows that are about to be written. While one is open, no
 * other of the same rows is.
 */
public interface Extraction extends AutoCloseable {
  /** Of rows without files. */
  Extraction NONE =
      new Extraction() {
        @Override
        public <P extends Payloads<P>> P apply(UUID project, UUID id, P payloads) {
          return payloads;
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
      };

  /** The payloads of one row with placeholders in place of files. */
  <P extends Payloads<P>> P apply(UUID project, UUID id, P payloads);

  /** Makes all files durable that were taken out so far. Called before the rows are written. */
  void commit();

  /**
   * Deletes what was taken out of these rows, now or earlier, and is named by none of them as they
   * are stored now.
   */
  @Override
  void close();
}
