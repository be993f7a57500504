package dev.opikdesktop.storage.migration;

/** A changeset that failed. The message names it. */
public final class MigrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
