package dev.opikdesktop.transfer.records;

/** An export or import that cannot go on. The message is a sentence for the user. */
public final class TransferException extends RuntimeException {
  public TransferException(String message) {
    super(message);
  }

  public TransferException(String message, Throwable cause) {
    super(message, cause);
  }
}
