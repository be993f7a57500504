package dev.opikdesktop.desktop.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** What can be scored, and how. */
public sealed interface ScoreDefinition {
  String name();

  /** The words that it is given in, with the number that each stands for; none for a number. */
  default Map<String, Double> words() {
    return switch (this) {
      case Numerical number -> Map.of();
      case Categorical words -> words.values();
      case YesNo yesNo -> {
        Map<String, Double> both = new LinkedHashMap<>();
        both.put(yesNo.yes(), 1.0);
        both.put(yesNo.no(), 0.0);
        yield both;
      }
    };
  }

  /** A number of a range. */
  record Numerical(String name, double least, double most) implements ScoreDefinition {}

  /**
   * One of several words.
   *
   * @param values the number that each stands for, in the definition's order
   */
  record Categorical(String name, Map<String, Double> values) implements ScoreDefinition {}

  /** One of two words, for 1 and 0. */
  record YesNo(String name, String yes, String no) implements ScoreDefinition {}
}
