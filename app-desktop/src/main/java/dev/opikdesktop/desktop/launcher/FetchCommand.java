package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.engine.EngineLibrary;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Command;

/** Fetches what is too large to come along, so that later starts need no network. */
final class FetchCommand {
  /** {@code opik-desktop fetch}. */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      usageHelpAutoWidth = true,
      description = {
        "Fetches once for this user, from npm, what is too large to come along: the embedded",
        "ClickHouse, which a first start fetches by itself, and on Linux the fonts for Chinese,",
        "Japanese, Korean and emoji that the system lacks."
      })
  static final class Options {}

  private final LaunchSettings settings;
  private final PrintStream messages;

  FetchCommand(LaunchSettings settings, PrintStream messages) {
    this.settings = settings;
    this.messages = messages;
  }

  /** Fetches all that is missing; without the fonts the application works, so they come last. */
  ExitCode run() {
    try {
      if (settings.configuration().analytics().isEmpty()) {
        EngineLibrary.locate(
            settings.configuration().engine().library().orElse(null), messages::println);
      }
      FallbackFonts.ofThisUser().fetch(messages::println);
      return ExitCode.STOPPED;
    } catch (StorageException | IOException failure) {
      throw new StartException(
          ExitCode.START_FAILED, String.valueOf(failure.getMessage()), failure);
    }
  }
}
