package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.text.Loss;
import dev.opikdesktop.desktop.explorer.theme.Question;
import java.util.List;
import javafx.scene.Node;

/** What is asked before rows are deleted. */
record DeleteQuestion(String question, String consequence) {

  /**
   * @param number how many rows it is about
   * @param known those of them that are known one by one
   */
  static DeleteQuestion of(LogKind kind, long number, List<LogRow> known) {
    if (number == 1 && known.size() == 1) {
      LogRow row = known.getFirst();
      String part = kind == LogKind.THREADS ? "message" : "span";
      return new DeleteQuestion(
          "Delete %s %s with everything in it?".formatted(kind.singular(), row.name()),
          Loss.of(row.startTime(), row.children(), part));
    }
    return number == 1
        ? new DeleteQuestion(
            "Delete 1 %s with everything in it?".formatted(kind.singular()),
            "It can't be brought back.")
        : new DeleteQuestion(
            "Delete %,d %s with everything in them?".formatted(number, kind.plural()),
            "They can't be brought back.");
  }

  boolean confirmed(Node owner) {
    return Question.deletion(owner, question, consequence);
  }
}
