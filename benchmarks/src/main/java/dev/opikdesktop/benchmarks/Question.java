package dev.opikdesktop.benchmarks;

import java.util.List;

/**
 * Something that a user asks, in one or more requests one after the other.
 *
 * @param check looks once whether the answers are right, so that a fast wrong one does not count
 */
record Question(String name, Kind kind, List<Request> requests, Check check) {
  /** Which goal it belongs to. */
  enum Kind {
    PLAIN_PAGE,
    TAG_PAGE,
    SCORE_PAGE,
    DURATION_PAGE,
    ONE_TRACE,
    LARGE_TRACE,
    WORD,
    STATISTICS,
    OTHER
  }

  /** Looks at answers with status 200. */
  @FunctionalInterface
  interface Check {
    /**
     * Looks.
     *
     * @throws WrongAnswerException if they are not what they should be
     */
    void accept(List<Wire.Answer> answers);
  }

  /** An answer that is not what was asked for. */
  static final class WrongAnswerException extends RuntimeException {
    WrongAnswerException(String message) {
      super(message);
    }
  }

  void ask(Wire wire) {
    for (Request request : requests) {
      wire.send(request);
    }
  }

  /** Asks once and looks at the answers. */
  void askAndCheck(Wire wire) {
    try {
      check.accept(requests.stream().map(wire::get).toList());
    } catch (WrongAnswerException e) {
      throw new WrongAnswerException(name + ": " + e.getMessage());
    }
  }

  static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new WrongAnswerException(message.formatted(values));
    }
  }
}
