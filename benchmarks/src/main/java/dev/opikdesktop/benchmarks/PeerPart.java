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
  /** The section of what it finds. */
  static final String TITLE = "Peers";

  private static final double PATIENCE_SECONDS = 60;
  private static final double SECONDS_A_QUESTION = 5;

  /** Runs of what takes longer than all of the seconds. */
  private static final int FEWEST_RUNS = 3;

  /** The least bytes of an entry of a list. */
  private static final int ENTRY_BYTES = 200;

  private static final long POLL_NANOS = 20_000_000L;
  private static final long MOST_POLL_NANOS = 1_000_000_000L;

  /** Looking whether all is there may take this share of the time, so that it slows nobody down. */
  private static final double POLL_SHARE = 0.05;

  /** What each gets before the clock starts. */
  private static final int WARM_UP_TRACES = 50;

  private final Folders folders;
  private final Report report;
  private final int traces;
  private final int all;
  private final OtlpWorkload exports;

  private PeerPart(Options options, Folders folders, Report report) {
    this.folders = folders;
    this.report = report;
    this.traces = options.quick() ? 250 : 1_000;
    this.all = WARM_UP_TRACES + traces;
    this.exports = new OtlpWorkload(Workload.ofThirtyDays(Peers.PROJECT, 21, all));
  }

  static void run(Options options, Folders folders, Report report) {
    report.section(TITLE);
    report.text(Machine.date(options));
    new PeerPart(options, folders, report).all(Peers.all(options.app(), options.peersFolder()));
  }

  private void all(List<Peer> peers) {
    report.text(
        "Each starts on an empty folder and gets, after "
            + WARM_UP_TRACES
            + " traces that do not count, "
            + Report.thousands(traces)
            + " traces of 20 spans over OTLP/HTTP, 10 a request, 4 connections. Readable: until it"
            + " counted all of them, or as many as it had after "
            + Report.thousands(PATIENCE_SECONDS)
            + " s.");
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
            "disk, for " + Report.megabytes((double) all * 20 * Workload.PAYLOAD_BYTES));
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
    String message = e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause());
    return message.lines().findFirst().orElse("").replace("|", "/");
  }

  private void measure(Peer peer, Report.Table table) {
    Path data = folders.next("peer");
    int port = freePort();
    if (!Files.isExecutable(Path.of(peer.command(data, port).getFirst()))) {
      throw new IllegalStateException("it is not installed");
    }
    Process process = start(peer, data, port);
    try {
      long begin = System.nanoTime();
      awaitHealth(peer, process, port, log(data));
      double start = seconds(begin);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
      long idle = memory(process);
      Parallel.send(port, Load.CONNECTIONS, requests(peer, 0, WARM_UP_TRACES));
      awaitReadable(peer, port, WARM_UP_TRACES);
      List<Request> bodies = requests(peer, WARM_UP_TRACES, all);
      long sending = System.nanoTime();
      Parallel.send(port, Load.CONNECTIONS, bodies);
      double acknowledged = seconds(sending);
      int found = awaitReadable(peer, port, all);
      double readable = seconds(sending);
      long loaded = memory(process);
      int spans = traces * Workload.SPANS_PER_TRACE;
      int foundSpans = (found - WARM_UP_TRACES) * Workload.SPANS_PER_TRACE;
      try (Wire wire = Wire.to(port)) {
        table.row(
            peer.name(),
            Report.seconds(start),
            Report.megabytes(idle) + ", " + Report.megabytes(loaded),
            Report.thousands(spans / acknowledged),
            Report.thousands(foundSpans / readable)
                + (found == all ? "" : ", not all after " + Report.seconds(readable)),
            ask(wire, peer.newest(wire), 25 * ENTRY_BYTES),
            ask(
                wire,
                peer.trace(wire, exports.traceId(WARM_UP_TRACES / 2)),
                Workload.SPANS_PER_TRACE * Workload.PAYLOAD_BYTES),
            ask(wire, peer.word(wire, Workload.RARE_WORD), ENTRY_BYTES),
            Report.megabytes(Folders.bytes(data)));
      }
    } finally {
      stop(process);
    }
  }

  private List<Request> requests(Peer peer, int fromTrace, int toTrace) {
    return exports.requests(fromTrace, toTrace, peer.tracesPath(), peer.headers());
  }

  private static Process start(Peer peer, Path data, int port) {
    try {
      Files.createDirectories(data);
      ProcessBuilder builder = new ProcessBuilder(peer.command(data, port));
      builder.environment().putAll(peer.environment(data, port));
      builder.redirectErrorStream(true);
      builder.redirectOutput(log(data).toFile());
      builder.directory(data.toFile());
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path log(Path data) {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  private static void awaitHealth(Peer peer, Process process, int port, Path log) {
    long begin = System.nanoTime();
    while (!answers(peer, port)) {
      if (!process.isAlive() || seconds(begin) > PATIENCE_SECONDS) {
        throw new IllegalStateException("it did not start: " + lastLine(log));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static String lastLine(Path log) {
    try {
      return Files.readAllLines(log).stream().reduce("", (before, line) -> line);
    } catch (IOException e) {
      return e.toString();
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

  /**
   * Returns how many traces it counted in the end: all that are wanted, unless it took too long.
   */
  private static int awaitReadable(Peer peer, int port, int wanted) {
    long begin = System.nanoTime();
    while (true) {
      long asking = System.nanoTime();
      double found;
      // A connection each, because some close one that waits.
      try (Wire wire = Wire.to(port)) {
        found = peer.readable(wire, wanted);
      }
      if (found >= 1 || seconds(begin) > PATIENCE_SECONDS) {
        return (int) (Math.min(found, 1) * wanted);
      }
      double taken = System.nanoTime() - asking;
      LockSupport.parkNanos(Math.clamp((long) (taken / POLL_SHARE), POLL_NANOS, MOST_POLL_NANOS));
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
    return Report.millis(
        Times.of(5, FEWEST_RUNS, 50, SECONDS_A_QUESTION, () -> wire.send(request)).median());
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
