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
 * @param peersFolder where peers are installed
 * @param version what is measured, in words
 */
record Options(
    Path app, Path module, Path peersFolder, String version, Set<Part> parts, boolean quick) {
  /** The parts, in the order in which they run. */
  enum Part {
    START,
    INGEST,
    SINGLES,
    READS,
    DISK,
    JMH,
    GROWTH,
    PEERS
  }

  /** Those that run only if they are asked for. */
  private static final Set<Part> RARE = EnumSet.of(Part.GROWTH, Part.PEERS);

  private static final Set<Part> USUAL = EnumSet.complementOf(EnumSet.of(Part.GROWTH, Part.PEERS));

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Options of(List<String> arguments) {
    Path app = Path.of("packaging/target/opik-desktop");
    Path module = Path.of("benchmarks");
    Path peersFolder = module.resolve("target/peers");
    String version = "unknown version";
    Set<Part> parts = EnumSet.copyOf(USUAL);
    Set<Part> besides = EnumSet.noneOf(Part.class);
    boolean quick = false;
    List<String> left = new ArrayList<>(arguments);
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      switch (word) {
        case "--quick" -> quick = true;
        case "--ten-million" -> besides.add(Part.GROWTH);
        case "--peers" -> besides.add(Part.PEERS);
        case "--app" -> app = Path.of(value(word, left));
        case "--module" -> module = Path.of(value(word, left));
        case "--peers-folder" -> peersFolder = Path.of(value(word, left));
        case "--version" -> version = value(word, left);
        case "--only" -> parts = parts(value(word, left));
        default ->
            throw new IllegalArgumentException(
                word + " is none of --quick --only PARTS --peers --ten-million");
      }
    }
    parts.addAll(besides);
    return new Options(app, module, peersFolder, version, parts, quick);
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
                              + "': they are start ingest singles reads disk jmh growth peers"));
      parts.add(part);
    }
    return parts;
  }

  boolean has(Part part) {
    return parts.contains(part);
  }

  /** Whether all that is usual is run at full size, so that it may become RESULTS.md. */
  boolean isFull() {
    return !quick && parts.containsAll(USUAL);
  }

  /** Whether only sections of RESULTS.md that have a date of their own are measured. */
  boolean isRareOnly() {
    return !quick && RARE.containsAll(parts);
  }

  /** How many spans each way of sending is measured with. */
  int ingestSpans() {
    return quick ? 60_000 : 200_000;
  }

  /** How many spans a project has at each step at which it is read. */
  List<Integer> readSteps() {
    return quick ? List.of(10_000, 100_000) : List.of(10_000, 100_000, 1_000_000);
  }

  /** The same of the project whose growth is looked at; each ten times the one before. */
  List<Integer> growthSteps() {
    return quick
        ? List.of(1_000, 10_000, 100_000)
        : List.of(10_000, 100_000, 1_000_000, 10_000_000);
  }

  int starts() {
    return quick ? 3 : 5;
  }
}
