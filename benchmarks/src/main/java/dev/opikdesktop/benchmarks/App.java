package dev.opikdesktop.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The application as its user starts it, without a window. */
final class App implements AutoCloseable {
  private final Process process;
  private final int port;
  private final int otlpPort;
  private final double readyMillis;

  private App(Process process, int port, int otlpPort, double readyMillis) {
    this.process = process;
    this.port = port;
    this.otlpPort = otlpPort;
    this.readyMillis = readyMillis;
  }

  /**
   * Starts it on free ports and returns when it says that it is ready.
   *
   * @param home the folder with bin/opik-desktop
   * @param data its data folder
   */
  static App start(Path home, Path data, String javaOptions) {
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("bin/opik-desktop").toString(),
            "--headless",
            "--port",
            "0",
            "--otlp-http-port",
            "0",
            "--data-dir",
            data.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("OPIK_DESKTOP_JAVA_OPTIONS", javaOptions);
    builder.redirectError(data.resolveSibling(data.getFileName() + ".err").toFile());
    long start = System.nanoTime();
    try {
      Process process = builder.start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      int otlp = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        String[] words = line.split(" ");
        if (words[0].equals("otlp")) {
          otlp = URI.create(words[1]).getPort();
        }
        if (words[0].equals("ready")) {
          double millis = (System.nanoTime() - start) / 1e6;
          return new App(process, URI.create(words[1]).getPort(), otlp, millis);
        }
      }
      throw new IllegalStateException("It did not start: " + data + ".err says why");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  int otlpPort() {
    return otlpPort;
  }

  /** From the start of the process to its line "ready", in milliseconds. */
  double readyMillis() {
    return readyMillis;
  }

  /** Resident memory of the application and its engine, in bytes. */
  long residentBytes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToLong(one -> memory(one.pid(), "VmRSS:"))
        .sum();
  }

  /** The greatest resident memory that each of them had, added up, in bytes. */
  long peakBytes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToLong(one -> memory(one.pid(), "VmHWM:"))
        .sum();
  }

  private static long memory(long pid, String field) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
      for (String line : lines) {
        if (line.startsWith(field)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException gone) {
      return 0;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
