package dev.opikdesktop.desktop.launcher;

import org.jspecify.annotations.Nullable;

/** A start that ends here. The message is the whole of what the user reads. */
final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  StartException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
