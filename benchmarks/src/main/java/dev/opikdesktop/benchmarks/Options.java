package dev.opikdesktop.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param app the folder with bin/opik-desktop
 * @param module the folder of the benchmarks
 * @param version what is measured, in words
 */
record Options(
    Path app, Path module, String version, Set<Part> parts, boolean quick, boolean tenMillion) {
  /** The parts, in the order in which they run. */
  enum Part {
    START,
    INGEST,
    SINGLES,
    READS,
    DISK,
    JMH,
    PEERS
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Options of(List<String> arguments) {
    Path app = Path.of("packaging/target/opik-desktop");
    Path module = Path.of("benchmarks");
    String version = "unknown version";
    Set<Part> parts = EnumSet.complementOf(EnumSet.of(Part.PEERS));
    boolean quick = false;
    boolean tenMillion = false;
    boolean peers = false;
    List<String> left = new ArrayList<>(arguments);
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      switch (word) {
        case "--quick" -> quick = true;
        case "--ten-million" -> tenMillion = true;
        case "--peers" -> peers = true;
        case "--app" -> app = Path.of(value(word, left));
        case "--module" -> module = Path.of(value(word, left));
        case "--version" -> version = value(word, left);
        case "--only" -> parts = parts(value(word, left));
        default ->
            throw new IllegalArgumentException(
                word + " is none of --quick --only PARTS --peers --ten-million");
      }
    }
    if (peers) {
      parts.add(Part.PEERS);
    }
    return new Options(app, module, version, parts, quick, tenMillion);
  }

  private static String value(String option, List<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return left.removeFirst();
  }

  private static Set<Part> parts(String words) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String word : words.split(",")) {
      Part part =
          Arrays.stream(Part.values())
              .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "There is no part '"
                              + word
                              + "': they are start ingest singles reads disk jmh peers"));
      parts.add(part);
    }
    return parts;
  }

  boolean has(Part part) {
    return parts.contains(part);
  }

  /** Whether everything was run at full size, so that it may become RESULTS.md. */
  boolean isFull() {
    return !quick && parts.containsAll(EnumSet.complementOf(EnumSet.of(Part.PEERS)));
  }

  /** How many spans each way of sending is measured with. */
  int ingestSpans() {
    return quick ? 60_000 : 200_000;
  }

  /** How many spans a project has at each step at which it is read. */
  List<Integer> readSteps() {
    if (quick) {
      return List.of(10_000, 100_000);
    }
    return tenMillion
        ? List.of(10_000, 100_000, 1_000_000, 10_000_000)
        : List.of(10_000, 100_000, 1_000_000);
  }

  int starts() {
    return quick ? 3 : 5;
  }
}
