package dev.opikdesktop.storage;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a data folder was not opened. The message is a sentence for the person who started us. */
public final class DataFolderException extends RuntimeException {
  /** What stands in the way. */
  public enum Reason {
    /** Another process has it open. */
    HELD,
    /** A newer version of the program made it. Nothing in it was touched. */
    NEWER,
    /** It cannot be created, read or written. */
    UNUSABLE
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient @Nullable FolderHolder holder;

  DataFolderException(
      Reason reason, String message, @Nullable FolderHolder holder, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.holder = holder;
  }

  public Reason reason() {
    return reason;
  }

  /** Who has the folder, if the reason is HELD and the holder has said so already. */
  public Optional<FolderHolder> holder() {
    return Optional.ofNullable(holder);
  }
}
