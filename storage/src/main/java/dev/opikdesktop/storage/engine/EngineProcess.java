package dev.opikdesktop.storage.engine;

import com.clickhouse.data.ClickHouseCityHash;
import com.github.luben.zstd.Zstd;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.engine.child.EngineMain;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of the engine process. */
final class EngineProcess {
  private static final Logger LOG = LoggerFactory.getLogger(EngineProcess.class);
  private static final long START_SECONDS = 120;

  /** The whole application has five seconds to end; this is the engine's share. */
  private static final long STOP_MILLIS = 2_500;

  private static final long KILL_MILLIS = 500;

  /** Takes settings of jemalloc, which is the library's allocator. */
  private static final String ALLOCATOR = "JE_MALLOC_CONF";

  /**
   * Memory that inserts and merges have freed goes back to the system after so long. By default it
   * is five seconds, in which a busy engine frees several hundred megabytes.
   */
  private static final String FREED_MEMORY = "dirty_decay_ms:200";

  private final Process process;
  private final Writer stdin;
  private final int port;

  private EngineProcess(Process process, Writer stdin, int port) {
    this.process = process;
    this.stdin = stdin;
    this.port = port;
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param port the port wanted, or 0; another is taken if somebody else has it
   * @throws StorageException if it cannot start; the message says why
   */
  static EngineProcess start(EngineSettings settings, String user, String password, int port) {
    try {
      Path folder = settings.dataFolder().toAbsolutePath();
      Files.createDirectories(folder);
      Path log = folder.resolveSibling(folder.getFileName() + ".log");
      if (Files.exists(log)) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      return start(settings, folder, log, user, password, port);
    } catch (IOException e) {
      throw new StorageException(
          Kind.INTERNAL, "The engine process cannot be started: " + e.getMessage(), e);
    }
  }

  private static EngineProcess start(
      EngineSettings settings, Path folder, Path log, String user, String password, int port)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(settings))
            .directory(folder.toFile())
            .redirectError(Redirect.to(log.toFile()));
    preloadSignalChaining(builder.environment());
    builder.environment().putIfAbsent(ALLOCATOR, FREED_MEMORY);
    Process process = builder.start();
    Writer stdin = process.outputWriter(StandardCharsets.UTF_8);
    BufferedReader stdout = process.inputReader(StandardCharsets.UTF_8);
    Thread deadline = Thread.ofVirtual().start(() -> killAfterDeadline(process));
    String answer;
    try {
      stdin.write(options(settings, folder, user, password, port));
      stdin.flush();
      answer = answer(stdout);
    } catch (IOException e) {
      answer = null;
      LOG.debug("The engine process went away while starting", e);
    } finally {
      deadline.interrupt();
    }
    if (answer != null && answer.startsWith("ready ")) {
      Thread.ofVirtual().name("engine-output").start(() -> drain(stdout));
      return new EngineProcess(
          process, stdin, Integer.parseInt(answer.substring("ready ".length())));
    }
    process.destroyForcibly();
    if (answer != null && port != 0 && answer.contains("Address already in use")) {
      return start(settings, folder, log, user, password, 0);
    }
    throw refused(folder, log, answer, process);
  }

  /** The line that says how the start went; the library may print others before it. */
  private static @Nullable String answer(BufferedReader stdout) throws IOException {
    String line = stdout.readLine();
    while (line != null && !line.startsWith("ready ") && !line.startsWith("failed ")) {
      LOG.info("engine: {}", line);
      line = stdout.readLine();
    }
    return line;
  }

  private static List<String> command(EngineSettings settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + settings.childHeapMegabytes() + "m");
    command.add("-Xms16m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:-UsePerfData");
    command.add("-Xshare:auto");
    command.add("-Djava.awt.headless=true");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(
        Stream.of(EngineMain.class, LZ4Factory.class, ClickHouseCityHash.class, Zstd.class)
            .map(EngineProcess::location)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(EngineMain.class.getName());
    return command;
  }

  private static String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot tell where " + type + " was loaded from", e);
    }
  }

  /**
   * The library installs signal handlers of its own; libjsig lets the JVM keep the ones that it
   * needs for its life.
   */
  private static void preloadSignalChaining(Map<String, String> environment) {
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    Path library =
        Path.of(System.getProperty("java.home"), "lib", mac ? "libjsig.dylib" : "libjsig.so");
    environment.put(mac ? "DYLD_INSERT_LIBRARIES" : "LD_PRELOAD", library.toString());
  }

  private static String options(
      EngineSettings settings, Path folder, String user, String password, int port) {
    Path library = settings.library();
    return String.join(
        "\n",
        "library=" + library,
        "data-folder=" + folder,
        "port=" + port,
        "user=" + user,
        "password=" + password,
        "connections=" + settings.connections(),
        "memory-bytes=" + settings.memoryBytes(),
        "wait-millis=" + settings.connectionWait().toMillis(),
        "kill-millis=" + settings.killPatience().toMillis(),
        "",
        "");
  }

  private static void killAfterDeadline(Process process) {
    try {
      TimeUnit.SECONDS.sleep(START_SECONDS);
      process.destroyForcibly();
    } catch (InterruptedException e) {
      // The process has answered.
    }
  }

  private static void drain(BufferedReader stdout) {
    try (stdout) {
      for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
        LOG.info("engine: {}", line);
      }
    } catch (IOException e) {
      LOG.debug("The engine process's output ended", e);
    }
  }

  private static StorageException refused(
      Path folder, Path log, @Nullable String answer, Process process) throws IOException {
    String words = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
    if (words.contains("Code: 76") || words.contains("Cannot lock file")) {
      return new StorageException(
          Kind.UNAVAILABLE,
          "The data folder "
              + folder
              + " is in use by another engine. Close the other application, or choose another"
              + " folder with --data-dir.");
    }
    String reason =
        answer == null
            ? "its process ended while starting"
            : answer.startsWith("failed ") ? answer.substring("failed ".length()) : answer;
    return new StorageException(
        Kind.INTERNAL,
        "The engine did not start: " + reason + ". Its own words are in " + log + ".");
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the end of the process and returns its status. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** Waits for the end of the process for a time; says whether it has ended. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Ends the process at once, which also cuts off all of its connections. */
  void kill() {
    process.destroyForcibly();
  }

  /** Ends the process: by the end of its input, and by force after two and a half seconds. */
  void stop() {
    try {
      stdin.close();
    } catch (IOException e) {
      LOG.debug("The engine process had gone already", e);
    }
    try {
      if (!process.waitFor(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("The engine process did not stop in time; ending it by force.");
        process.destroyForcibly().waitFor(KILL_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
