package dev.opikdesktop.desktop.explorer.thread;

import dev.opikdesktop.desktop.client.Attachment;
import dev.opikdesktop.desktop.client.LogRecord;
import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Preview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation: a trace, its input as the question and its output as the answer.
 *
 * @param trace as the list tells it
 * @param whole whether both texts are whole; a list cuts long ones, and leaves pictures out
 * @param files that the texts name
 */
public record Turn(
    LogRecord trace, Said asked, Said answered, boolean whole, List<Attachment> files) {

  /** The score that a thumb is; the server has its definition from the beginning. */
  static final String THUMB = "User feedback";

  static final String UP = "👍";
  static final String DOWN = "👎";

  /** From a list's row. */
  static Turn of(LogRecord trace) {
    Said asked = Said.asked(trace.input());
    Said answered = Said.answered(trace.output());
    boolean whole =
        isWhole(trace.input())
            && isWhole(trace.output())
            && !asked.namesFiles()
            && !answered.namesFiles();
    return new Turn(trace, asked, answered, whole, List.of());
  }

  /** The same with the texts of the trace itself. */
  Turn with(Trace read) {
    return new Turn(trace, Said.asked(read.input()), Said.answered(read.output()), true, List.of());
  }

  /** The same with the files that the texts name. */
  Turn withFiles(List<Attachment> named) {
    return new Turn(trace, asked, answered, whole, named);
  }

  boolean namesFiles() {
    return asked.namesFiles() || answered.namesFiles();
  }

  /** Where a picture that the texts name can be loaded from; what is no file stays as it is. */
  String address(String source) {
    return files.stream()
        .filter(file -> file.isNamedBy(source))
        .findFirst()
        .map(Attachment::address)
        .orElse(source);
  }

  /** The same with the texts of an earlier reading, which was whole. */
  Turn withTextsOf(Turn earlier) {
    return new Turn(trace, earlier.asked, earlier.answered, true, earlier.files);
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
