package dev.opikdesktop.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The same spans and the same questions for others; what one of them cannot do stands there as
 * such.
 */
final class PeerPart {
  private static final double PATIENCE_SECONDS = 180;
  private static final double SECONDS_A_QUESTION = 5;

  /** The least bytes of an entry of a list. */
  private static final int ENTRY_BYTES = 200;

  private static final long POLL_NANOS = 20_000_000L;

  private final Folders folders;
  private final Report report;
  private final int traces;
  private final OtlpWorkload exports;

  private PeerPart(Options options, Folders folders, Report report) {
    this.folders = folders;
    this.report = report;
    this.traces = options.quick() ? 250 : 2_000;
    this.exports = new OtlpWorkload(Workload.ofThirtyDays(Peers.PROJECT, 21, traces));
  }

  static void run(Options options, Folders folders, Report report) {
    PeerPart part = new PeerPart(options, folders, report);
    Path installed =
        Path.of(
            System.getenv()
                .getOrDefault(
                    "BENCHMARK_PEERS",
                    System.getProperty("user.home") + "/.cache/opik-desktop/benchmark-peers"));
    part.all(Peers.all(options.app(), installed));
  }

  private void all(List<Peer> peers) {
    report.section("Peers");
    report.text(
        "Each starts on an empty folder and gets "
            + Report.thousands(traces)
            + " traces of 20 spans over OTLP/HTTP, 10 a request, 4 connections. Readable: until it"
            + " counted all of them.");
    Report.Table table =
        report.table(
            "application",
            "start",
            "memory idle, loaded",
            "acknowledged spans/s",
            "readable spans/s",
            "newest 25 traces",
            "one trace",
            "rare word",
            "disk, for " + Report.megabytes((double) traces * 20 * Workload.PAYLOAD_BYTES));
    for (Peer peer : peers) {
      try {
        measure(peer, table);
      } catch (RuntimeException e) {
        table.row(peer.name(), "failed: " + firstLine(e), "", "", "", "", "", "", "");
      }
    }
    table.end();
    try (InputStream elsewhere = PeerPart.class.getResourceAsStream("/elsewhere.md")) {
      if (elsewhere != null) {
        report.text(new String(elsewhere.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String firstLine(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse("").replace("|", "/");
  }

  private void measure(Peer peer, Report.Table table) {
    Path data = folders.next("peer");
    int port = freePort();
    Process process = start(peer, data, port);
    try {
      long begin = System.nanoTime();
      awaitHealth(peer, process, port);
      double start = seconds(begin);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
      long idle = memory(process);
      List<Request> bodies = exports.requests(0, traces, peer.tracesPath(), peer.headers());
      long sending = System.nanoTime();
      Parallel.send(port, Load.CONNECTIONS, bodies);
      double acknowledged = seconds(sending);
      boolean complete = awaitReadable(peer, port);
      double readable = seconds(sending);
      long loaded = memory(process);
      int spans = traces * Workload.SPANS_PER_TRACE;
      try (Wire wire = Wire.to(port)) {
        table.row(
            peer.name(),
            Report.seconds(start),
            Report.megabytes(idle) + ", " + Report.megabytes(loaded),
            Report.thousands(spans / acknowledged),
            complete
                ? Report.thousands(spans / readable)
                : "not all after " + Report.seconds(readable),
            ask(wire, peer.newest(wire), 25 * ENTRY_BYTES),
            ask(
                wire,
                peer.trace(wire, exports.traceId(traces / 2)),
                Workload.SPANS_PER_TRACE * Workload.PAYLOAD_BYTES),
            ask(wire, peer.word(wire, Workload.RARE_WORD), ENTRY_BYTES),
            Report.megabytes(Folders.bytes(data)));
      }
    } finally {
      stop(process);
    }
  }

  private static Process start(Peer peer, Path data, int port) {
    try {
      Files.createDirectories(data);
      ProcessBuilder builder = new ProcessBuilder(peer.command(data, port));
      builder.environment().putAll(peer.environment(data, port));
      builder.redirectErrorStream(true);
      builder.redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile());
      builder.directory(data.toFile());
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitHealth(Peer peer, Process process, int port) {
    long begin = System.nanoTime();
    while (!answers(peer, port)) {
      if (!process.isAlive() || seconds(begin) > PATIENCE_SECONDS) {
        throw new IllegalStateException(peer.name() + " did not start");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static boolean answers(Peer peer, int port) {
    try (Wire wire = Wire.to(port)) {
      return peer.healthPath().isEmpty()
          || wire.ask(Request.get(peer.healthPath())).status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private boolean awaitReadable(Peer peer, int port) {
    long begin = System.nanoTime();
    try (Wire wire = Wire.to(port)) {
      while (peer.readable(wire, traces) < 1) {
        if (seconds(begin) > PATIENCE_SECONDS) {
          return false;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      return true;
    }
  }

  /**
   * How long an answer takes.
   *
   * @param least bytes of an answer that has what was asked for
   */
  private static String ask(Wire wire, Optional<Request> question, int least) {
    if (question.isEmpty()) {
      return "not asked";
    }
    Request request = question.get();
    String text = wire.get(request).text();
    if (text.length() < least) {
      return "wrong: " + text.substring(0, Math.min(text.length(), 100)).replace("|", "/");
    }
    return Report.millis(Times.of(5, 50, SECONDS_A_QUESTION, () -> wire.send(request)).median());
  }

  private static long memory(Process process) {
    return Processes.tree(process.toHandle()).mapToLong(Processes::residentBytes).sum();
  }

  private static void stop(Process process) {
    List<ProcessHandle> tree = Processes.tree(process.toHandle()).toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** A port that nobody listens on now. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
