package dev.opikdesktop.transfer.records;

import java.util.function.Consumer;

/** Where imported records go: a project of a server. For one thread at a time. */
public interface ImportSink extends AutoCloseable {
  /**
   * Takes a record. It may be written later, together with others of its kind.
   *
   * @param refused told if the server does not take it, then or at {@link #flush}
   * @throws TransferException if the server cannot be reached, or fails
   */
  void write(TransferRecord record, Consumer<Refusal> refused);

  /**
   * Returns when everything that was taken is durable, so that the position of the last record may
   * be remembered.
   *
   * @throws TransferException if the server cannot be reached, or fails
   */
  void flush();

  /** Gives up what was not flushed. */
  @Override
  void close();
}
