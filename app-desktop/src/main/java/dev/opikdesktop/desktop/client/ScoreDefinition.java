package dev.opikdesktop.desktop.client;

import java.util.Map;

/** What can be scored, and how. */
public sealed interface ScoreDefinition {
  String name();

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
