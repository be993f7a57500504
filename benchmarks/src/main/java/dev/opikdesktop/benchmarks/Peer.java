package dev.opikdesktop.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application that takes OTLP over HTTP and answers questions about it. */
interface Peer {
  String name();

  /** What starts it, listening on a port and keeping its data below a folder. */
  List<String> command(Path data, int port);

  /** Environment variables that it wants besides. */
  default Map<String, String> environment(Path data, int port) {
    return Map.of();
  }

  /** A path that answers 200 as soon as it is ready. */
  String healthPath();

  /** Where spans are sent, and with which headers. */
  default String tracesPath() {
    return "/v1/traces";
  }

  default Map<String, String> headers() {
    return Map.of();
  }

  /**
   * How many traces can be read, or spans if that is what it counts, as a share of all that were
   * sent: 1 when all are there.
   */
  double readable(Wire wire, int traces);

  /** The newest 25 traces. */
  Optional<Request> newest(Wire wire);

  /** One trace with its spans. */
  Optional<Request> trace(Wire wire, String traceId);

  /** Those with a word in an input or output. */
  Optional<Request> word(Wire wire, String word);
}
