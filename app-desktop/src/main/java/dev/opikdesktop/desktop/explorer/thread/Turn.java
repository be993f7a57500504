package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Preview;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation: a trace, its input as the question and its output as the answer.
 *
 * @param trace as the list tells it
 * @param whole whether both texts are whole; a list cuts long ones, and leaves pictures out
 */
public record Turn(LogRecord trace, Said asked, Said answered, boolean whole) {

  /** The score that a thumb is; the server has its definition from the beginning. */
  static final String THUMB = "User feedback";

  static final String UP = "👍";
  static final String DOWN = "👎";

  /** From a list's row. */
  static Turn of(LogRecord trace) {
    return new Turn(
        trace,
        Said.asked(trace.input()),
        Said.answered(trace.output()),
        isWhole(trace.input()) && isWhole(trace.output()));
  }

  /** The same with the texts of the trace itself. */
  Turn with(Trace read) {
    return new Turn(trace, Said.asked(read.input()), Said.answered(read.output()), true);
  }

  /** The same with the texts of an earlier reading, which was whole. */
  Turn withTextsOf(Turn earlier) {
    return new Turn(trace, earlier.asked, earlier.answered, true);
  }

  /** Whether that reading's texts are this one's. */
  boolean saysTheSameAs(Turn earlier) {
    return trace.input().equals(earlier.trace.input())
        && trace.output().equals(earlier.trace.output());
  }

  boolean isRunning() {
    return trace.endTime() == null;
  }

  /** The user's thumb: true for up, false for down, null for none. */
  @Nullable Boolean thumb() {
    for (Score score : trace.scores()) {
      if (score.name().equals(THUMB)) {
        return score.value() > 0;
      }
    }
    return null;
  }

  /** For a screen reader. */
  String spoken() {
    return "Asked: "
        + Preview.asked(trace.input()).line()
        + ". Answered: "
        + Preview.answered(trace.output()).line();
  }

  private static boolean isWhole(Payload payload) {
    return !payload.cut() && !payload.json().contains("[image]");
  }
}
