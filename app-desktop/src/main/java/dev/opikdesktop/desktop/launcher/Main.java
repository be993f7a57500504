package dev.opikdesktop.desktop.launcher;

import dev.opikdesktop.desktop.explorer.frame.Link;
import dev.opikdesktop.desktop.launcher.ControlSocket.Instance;
import dev.opikdesktop.desktop.launcher.ControlSocket.Request;
import dev.opikdesktop.server.configuration.ConfigurationException;
import dev.opikdesktop.server.http.PortTakenException;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.DataFolderException;
import dev.opikdesktop.storage.DataFolderException.Reason;
import dev.opikdesktop.storage.FolderHolder;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * The process: reads the command line, runs the {@link Application}, and turns its end into an exit
 * code and a sentence.
 */
public final class Main {
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  /**
   * A signal leaves five seconds; what is not closed by then the next start puts in order, as after
   * a crash.
   */
  private static final long MILLIS_TO_CLOSE = 4_300;

  private final PrintStream output = System.out;
  private final PrintStream messages = System.err;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Path logFile;

  private Main() {}

  public static void main(String[] arguments) {
    LogFile.warningsOnly();
    System.exit(new Main().run(arguments).number());
  }

  private ExitCode run(String[] arguments) {
    var options = new CommandLineOptions();
    var commandLine = new CommandLine(options);
    try {
      commandLine.parseArgs(arguments);
    } catch (CommandLine.ParameterException wrong) {
      messages.println(wrong.getMessage());
      messages.println("See opik-desktop --help for what there is.");
      return ExitCode.USAGE;
    }
    ParseResult subcommand = commandLine.getParseResult().subcommand();
    CommandLine asked = subcommand == null ? commandLine : subcommand.commandSpec().commandLine();
    if (asked.isUsageHelpRequested()) {
      asked.usage(output);
      return ExitCode.STOPPED;
    }
    if (asked.isVersionHelpRequested()) {
      commandLine.printVersionHelp(output);
      return ExitCode.STOPPED;
    }
    try {
      if (asked.getCommand() instanceof TransferOptions transfer) {
        return transfer(options, transfer);
      }
      if (asked.getCommand() instanceof DoctorCommand.Options) {
        LaunchSettings settings = LaunchSettings.of(options, System.getenv());
        return new DoctorCommand(settings, output).run();
      }
      if (asked.getCommand() instanceof FetchCommand.Options) {
        LaunchSettings settings = LaunchSettings.of(options, System.getenv());
        return new FetchCommand(settings, messages).run();
      }
      recogniseWhatIsOpened(options);
      return start(settings(options));
    } catch (ConfigurationException wrong) {
      messages.println(wrong.getMessage());
      return ExitCode.CONFIGURATION;
    } catch (StartException refused) {
      log.info("The start ends here", refused);
      messages.println(refused.getMessage());
      return refused.exitCode();
    } finally {
      LogFile.close();
      ended.countDown();
    }
  }

  private ExitCode transfer(CommandLineOptions options, TransferOptions transfer) {
    try {
      new TransferCommand(options, output, messages).run(transfer);
      return ExitCode.STOPPED;
    } catch (ConfigurationException wrong) {
      throw wrong;
    } catch (RuntimeException failure) {
      throw explained(failure);
    }
  }

  /** Whoever it is handed over to stands in another folder: a path becomes whole here. */
  private static void recogniseWhatIsOpened(CommandLineOptions options) {
    String opened = options.opened;
    if (opened == null) {
      return;
    }
    if (!Link.looksLike(opened)) {
      options.opened =
          file(opened)
              .orElseThrow(
                  () ->
                      new StartException(
                          ExitCode.USAGE,
                          ("'%s' is neither a command, nor a link, nor a file."
                                  + " See opik-desktop --help for what there is.")
                              .formatted(opened),
                          null));
    }
    if (options.headless) {
      throw new StartException(
          ExitCode.USAGE,
          "A link or a file needs a window to be shown in: leave out --headless.",
          null);
    }
  }

  private static Optional<String> file(String text) {
    try {
      return Optional.of(Path.of(text))
          .filter(Files::exists)
          .map(path -> path.toAbsolutePath().normalize().toString());
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  private LaunchSettings settings(CommandLineOptions options) {
    LaunchSettings settings = LaunchSettings.of(options, System.getenv());
    if (!settings.headless()
        && !Display.isPresent(System.getProperty("os.name"), System.getenv())) {
      messages.println(
          "There is no display (DISPLAY and WAYLAND_DISPLAY are empty): running without a window,"
              + " as with --headless.");
      settings = settings.withoutWindow();
    }
    return settings;
  }

  private ExitCode start(LaunchSettings settings) {
    DataFolder folder;
    try {
      folder = DataFolder.open(settings.dataFolder());
    } catch (DataFolderException refused) {
      if (refused.reason() == Reason.HELD) {
        return handOver(settings, refused);
      }
      throw new StartException(ExitCode.FOLDER_REFUSED, sentence(refused), refused);
    }
    logFile = LogFile.open(folder.logs(), settings.configuration().log().json());
    var application = new Application(settings, output, messages);
    var onSignal = new Thread(() -> stopOnSignal(application), "stop");
    Runtime.getRuntime().addShutdownHook(onSignal);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> logUncaught(application, thread, failure));
    try {
      application.run(folder);
    } catch (InterruptedException stopped) {
      log.info("Stopped while starting");
    } catch (RuntimeException failure) {
      if (!application.isStopping()) {
        throw explained(failure);
      }
      log.info("Stopped while starting", failure);
    }
    return ExitCode.STOPPED;
  }

  /**
   * Runs in the shutdown hook. The JVM would answer a signal with 128 and its number; whoever sent
   * it asked for a clean end, and got one.
   */
  private void stopOnSignal(Application application) {
    if (ended.getCount() == 0) {
      return;
    }
    // Beside the clock, which nothing must hold up.
    Thread.ofPlatform().name("stop-application").daemon().start(application::stop);
    try {
      ended.await(MILLIS_TO_CLOSE, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    // What hangs, or was only starting when everything else was closed.
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(ExitCode.STOPPED.number());
  }

  /** A signal ends JavaFX in a hook of its own, in the middle of whatever it draws. */
  private static void logUncaught(Application application, Thread thread, Throwable failure) {
    if (application.isStopping()) {
      log.info("Thread {} was cut off by the end", thread.getName(), failure);
    } else {
      log.error("Thread {} failed: {}", thread.getName(), failure.toString(), failure);
    }
  }

  private ExitCode handOver(LaunchSettings settings, DataFolderException held) {
    Optional<Path> socket = held.holder().flatMap(FolderHolder::controlSocket);
    String opened = settings.opened();
    Request request =
        opened != null ? Request.open(opened) : settings.headless() ? Request.WHO : Request.SHOW;
    Optional<Instance> first = socket.flatMap(path -> ControlSocket.ask(path, request));
    if (first.isEmpty()) {
      throw new StartException(
          ExitCode.FOLDER_HELD,
          sentence(held) + " Stop it, or choose another folder with --data-dir.",
          held);
    }
    Instance instance = first.get();
    if (request != Request.WHO && instance.window()) {
      messages.println(
          "Opik Desktop runs already (%s): its window is in front now%s."
              .formatted(instance.words(), opened == null ? "" : ", and opens what was asked for"));
      return ExitCode.STOPPED;
    }
    if (opened != null) {
      throw new StartException(
          ExitCode.FOLDER_HELD,
          "Opik Desktop runs already (%s), but without a window that could show anything."
              .formatted(instance.words()),
          held);
    }
    throw new StartException(
        ExitCode.FOLDER_HELD,
        ("The data folder %s is in use by another Opik Desktop (%s)."
                + " Stop it, or choose another folder with --data-dir.")
            .formatted(settings.dataFolder(), instance.words()),
        held);
  }

  /** Stack traces go to the log file; what the user reads is a sentence. */
  private StartException explained(RuntimeException failure) {
    return switch (failure) {
      case StartException already -> already;
      case PortTakenException taken ->
          new StartException(
              ExitCode.PORT_TAKEN,
              sentence(taken) + " Choose another with --port, or 0 for any free one.",
              taken);
      case DataFolderException refused ->
          new StartException(ExitCode.FOLDER_REFUSED, sentence(refused), refused);
      default -> failed(failure);
    };
  }

  private StartException failed(RuntimeException failure) {
    return new StartException(
        ExitCode.START_FAILED,
        "Opik Desktop could not start: %s More is in %s."
            .formatted(sentence(failure), logFile == null ? "the log" : logFile),
        failure);
  }

  private static String sentence(Throwable failure) {
    String message = failure.getMessage();
    String text = message == null || message.isBlank() ? failure.toString() : message.strip();
    return text.endsWith(".") ? text : text + ".";
  }
}
