package dev.opikdesktop.server.definitions;

import java.util.Locale;
import java.util.Optional;

/** The kinds of feedback definitions; each has details of its own. */
enum FeedbackType {
  /** Any number between two. */
  NUMERICAL,
  /** One of several words, each of which counts as a number. */
  CATEGORICAL,
  /** One of two words, for 1 and for 0. */
  BOOLEAN;

  /** As on the wire, and as it is stored. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<FeedbackType> ofWord(String word) {
    for (FeedbackType type : values()) {
      if (type.word().equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
