package dev.opikdesktop.storage;

import org.jspecify.annotations.Nullable;

/**
 * What a store answers when it cannot do what was asked. The kind tells the caller whose fault it
 * is and whether trying again helps; the message is written for the person who reads the log.
 */
public final class StorageException extends RuntimeException {
  /** Whose fault it is. */
  public enum Kind {
    /**
     * The store is not there now (starting, restarting, unreachable). The same call may work later.
     */
    UNAVAILABLE,
    /** The caller asked for something that the store refuses: a bad statement, a bad value. */
    INVALID,
    /** A row with the same unique key is there already. */
    DUPLICATE,
    /** There is no room for more: a full disk. What is there can still be read. */
    FULL,
    /** Anything else: a defect of ours, a broken file. */
    INTERNAL
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  public StorageException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public StorageException(Kind kind, String message) {
    this(kind, message, null);
  }

  public Kind kind() {
    return kind;
  }
}
