package dev.opikdesktop.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The application as its user starts it, without a window. */
final class App implements AutoCloseable {
  private static final Request HEALTH = Request.get("/is-alive/ping");
  private static final long STOP_SECONDS = 30;

  /** Below this share of one processor it counts as idle. */
  private static final double IDLE_SHARE = 0.06;

  private static final double LONGEST_REST_SECONDS = 90;

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
  static App start(Path home, Path data) {
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("bin/opik-desktop").toString(),
            "--headless",
            "--port",
            "0",
            "--otlp-http-port",
            "0",
            "--otlp-grpc-port",
            "off",
            "--data-dir",
            data.toString());
    builder.redirectError(data.resolveSibling(data.getFileName() + ".log").toFile());
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
      throw new IllegalStateException("It did not start: " + data + ".log says why");
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

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Resident memory of the application and its engine, in bytes. */
  long residentBytes() {
    return Processes.tree(handle()).mapToLong(Processes::residentBytes).sum();
  }

  /** The same with what both map divided between them, in bytes. */
  long proportionalBytes() {
    return Processes.tree(handle()).mapToLong(Processes::proportionalBytes).sum();
  }

  /** Processor time of the application itself, in seconds. */
  double cpuSeconds() {
    return Processes.cpuSeconds(handle());
  }

  /** Processor time of its engine, in seconds. */
  double engineCpuSeconds() {
    return process.descendants().mapToDouble(Processes::cpuSeconds).sum();
  }

  void ping() {
    try (Wire wire = Wire.to(port)) {
      wire.send(HEALTH);
    }
  }

  /** The id of a project that is there. */
  String projectId(String name) {
    try (Wire wire = Wire.to(port)) {
      Request named =
          Request.json("POST", "/v1/private/projects/retrieve", "{\"name\":\"" + name + "\"}");
      return Json.read(wire.get(named)).path("id").asString();
    }
  }

  /**
   * Waits until merges are done: until it uses next to no processor for two seconds, at most one
   * and a half minutes.
   *
   * @return seconds
   */
  double rest() {
    long start = System.nanoTime();
    int calm = 0;
    double before = cpuSeconds() + engineCpuSeconds();
    while (calm < 2 && (System.nanoTime() - start) / 1e9 < LONGEST_REST_SECONDS) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      double now = cpuSeconds() + engineCpuSeconds();
      calm = now - before < IDLE_SHARE ? calm + 1 : 0;
      before = now;
    }
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
