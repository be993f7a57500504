package dev.opikdesktop.transfer.records;

import org.jspecify.annotations.Nullable;

/**
 * Records to be imported, or only to be looked at. Reading the same source twice gives the same
 * records with the same ids in the same order.
 */
public interface ImportSource extends AutoCloseable {
  /** What is read, for messages: usually a path. */
  String description();

  /**
   * Opens the records behind a position.
   *
   * @param after the position of the last entry that is done with; null for all
   * @throws TransferException if it is no position of this source, or nothing can be read
   */
  Entries open(@Nullable String after);

  @Override
  void close();

  /** Records in the order of {@link RecordKind}, never more than one of them in memory. */
  interface Entries extends AutoCloseable {
    /**
     * The next one; null when there are no more.
     *
     * @throws TransferException if nothing more can be read, as behind a line that is cut off
     */
    @Nullable Entry next();

    @Override
    void close();
  }

  /** A record, or why it is none. */
  sealed interface Entry permits TransferRecord, Refusal {
    /**
     * Where to go on behind this entry, for {@link #open} in this process or another one. What it
     * says is the source's own business.
     */
    String position();
  }
}
