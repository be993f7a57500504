package dev.opikdesktop.desktop.launcher;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The application as a user starts it: a process of its own with the class path of the tests. */
public final class StartedApp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** No display; and no options from outside, of which the JVM would say that it picked them up. */
  private static final List<String> LEFT_OUT =
      List.of(
          "DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<Thread> readers;

  private StartedApp(Process process) {
    this.process = process;
    this.readers =
        List.of(read(process.getInputStream(), output), read(process.getErrorStream(), messages));
  }

  /** With these arguments and no others; nothing is waited for. */
  public static StartedApp start(String... arguments) {
    return start(Map.of(), List.of(), arguments);
  }

  /** With a window on JavaFX's headless platform, which draws into memory. */
  static StartedApp startWithWindow(String... arguments) {
    return start(
        Map.of("DISPLAY", ":memory"),
        List.of("-Dglass.platform=Headless", "-Dprism.order=sw"),
        arguments);
  }

  /**
   * @param environment added to that of this process, which has no display
   * @param options for the JVM
   */
  static StartedApp start(
      Map<String, String> environment, List<String> options, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--class-path",
                System.getProperty("java.class.path")));
    command.addAll(options);
    command.add("dev.opikdesktop.desktop.launcher.Main");
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(LEFT_OUT);
    builder.environment().putAll(environment);
    try {
      return new StartedApp(builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Without a window, on free ports, over this folder; returns when everything answers. */
  public static StartedApp ready(Path dataFolder) {
    return ready(dataFolder, 0);
  }

  /** As {@link #ready(Path)}, with the REST API on this port. */
  public static StartedApp ready(Path dataFolder, int port) {
    return ready(dataFolder, port, 0);
  }

  /** The same, with OTLP over gRPC on this port. */
  public static StartedApp ready(Path dataFolder, int port, int otlpGrpcPort) {
    StartedApp app =
        start(
            "--headless",
            "--port",
            Integer.toString(port),
            "--otlp-http-port",
            "0",
            "--otlp-grpc-port",
            Integer.toString(otlpGrpcPort),
            "--data-dir",
            dataFolder.toString());
    app.awaitReady();
    return app;
  }

  void awaitReady() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> line("ready ").isPresent() || !process.isAlive());
    if (line("ready ").isEmpty()) {
      awaitExit();
      throw new AssertionError("It ended before it was ready: " + output + messages);
    }
  }

  /** For example {@code http://localhost:40123}. */
  public URI restUrl() {
    return URI.create(line("ready ").orElseThrow().split(" ")[1]);
  }

  public URI otlpUrl() {
    return URI.create(line("otlp ").orElseThrow().split(" ")[1]);
  }

  public URI otlpGrpcUrl() {
    return URI.create(line("otlp-grpc ").orElseThrow().split(" ")[1]);
  }

  /** What stands on standard output so far. */
  public List<String> output() {
    return output;
  }

  /** What stands on standard error so far. */
  public List<String> messages() {
    return messages;
  }

  long pid() {
    return process.pid();
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** SIGTERM, as a service supervisor or {@code kill} sends it. */
  void terminate() {
    process.destroy();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Ctrl-C in a terminal: SIGINT to the process and all of its children. */
  void interrupt() {
    Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .forEach(each -> signal("INT", each.pid()));
  }

  /** The exit code; all of the output has been read then. */
  public int awaitExit() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("It did not end: " + output + messages);
      }
      for (Thread reader : readers) {
        reader.join(PATIENCE.toMillis());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> children = children();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private Optional<String> line(String start) {
    return output.stream().filter(line -> line.startsWith(start)).findFirst();
  }

  /** Lets the engine hang: SIGSTOP to every child. */
  void stopChildren() {
    process.descendants().forEach(each -> signal("STOP", each.pid()));
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread read(InputStream stream, List<String> lines) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (var reader =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException ended) {
                lines.add("(no more: " + ended.getMessage() + ")");
              }
            });
  }
}
