package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Looks for spans of the open trace: for words at once in what the window knows of them and, a
 * moment later, by asking the server, in their payloads too; for a condition by asking the server
 * alone, so that it holds for the same spans here and in the logs.
 */
final class SpanSearch {
  /** Whoever types on is not done yet. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final OpikClient client;
  private final Background background;
  private final BiConsumer<SpanTree, @Nullable Hits> found;
  private final SpanQuestion inPayloads;
  private final SpanQuestion meeting;
  private final StringProperty text = new SimpleStringProperty("");
  private final StringProperty failure = new SimpleStringProperty("");
  private String projectId = "";
  private String traceId = "";
  private @Nullable SpanTree tree;
  private @Nullable Hits hits;
  private Narrowing narrowing = Narrowing.NONE;
  private int place;
  private int round;

  /**
   * @param found takes a tree and its hits; null for the hits when nothing is searched for
   */
  SpanSearch(OpikClient client, Background background, BiConsumer<SpanTree, @Nullable Hits> found) {
    this.client = client;
    this.background = background;
    this.found = found;
    this.inPayloads = new SpanQuestion(background, PAUSE, this::look);
    this.meeting = new SpanQuestion(background, Duration.ZERO, this::look);
  }

  ReadOnlyStringProperty textProperty() {
    return text;
  }

  /** What the server could not be asked; empty when it could. */
  ReadOnlyStringProperty failureProperty() {
    return failure;
  }

  void open(String project, String trace) {
    close();
    projectId = project;
    traceId = trace;
  }

  void close() {
    round++;
    tree = null;
    hits = null;
    inPayloads.forget();
    meeting.forget();
    say();
  }

  /**
   * Searches a tree.
   *
   * @param whole whether the tree is; before that the server is not asked again
   */
  void in(SpanTree newTree, Narrowing wanted, boolean whole) {
    boolean fresh = newTree != tree && whole;
    tree = newTree;
    narrowing = wanted;
    if (!wanted.words().equals(inPayloads.text())) {
      inPayloads.forget();
    }
    ask(
        inPayloads,
        wanted.words(),
        fresh,
        words -> client.spans().matching(projectId, traceId, words));
    ask(
        meeting,
        wanted.condition(),
        fresh,
        condition -> client.spans().meeting(projectId, traceId, condition));
    look();
  }

  /** Asks the server again what it did not answer. */
  void retry() {
    SpanTree searched = tree;
    if (searched != null && !failure.get().isEmpty()) {
      inPayloads.forget();
      meeting.forget();
      in(searched, narrowing, true);
    }
  }

  private static void ask(
      SpanQuestion question, String wanted, boolean fresh, Function<String, Set<String>> server) {
    if (wanted.isEmpty()) {
      question.forget();
    } else if (fresh || !wanted.equals(question.text())) {
      question.ask(wanted, server);
    }
  }

  /** The selected node, to say the how-manieth hit it is. */
  void at(int selected) {
    place = selected;
    say();
  }

  private void look() {
    int asked = ++round;
    SpanTree searched = tree;
    Narrowing wanted = narrowing;
    Set<String> matching = inPayloads.ids() == null ? Set.of() : inPayloads.ids();
    Set<String> conditional = meeting.ids();
    say();
    if (searched == null) {
      return;
    }
    if (wanted.isNone()) {
      hits = null;
      found.accept(searched, null);
      say();
      return;
    }
    background.run(
        () -> wanted.in(searched, matching, conditional),
        (answer, took) -> {
          if (asked == round) {
            hits = answer;
            found.accept(searched, answer);
            say();
          }
        },
        problem -> text.set(String.valueOf(problem.getMessage())));
  }

  private void say() {
    failure.set(
        !meeting.failure().isEmpty()
            ? "Not filtered: " + meeting.failure()
            : inPayloads.failure().isEmpty()
                ? ""
                : "Payloads not searched: " + inPayloads.failure());
    Hits shown = hits;
    if (narrowing.isNone() || shown == null) {
      text.set("");
      return;
    }
    if (meeting.isAsking() && meeting.ids() == null) {
      text.set("Filtering…");
      return;
    }
    int count = shown.count();
    String hitsText = count == 1 ? "1 hit" : Units.count((long) count) + " hits";
    String which =
        shown.isHit(place)
            ? Units.count((long) shown.countTo(place)) + " of " + hitsText
            : hitsText;
    boolean asking = inPayloads.isAsking() || meeting.isAsking();
    text.set(asking ? which + ", searching on" : count == 0 ? "No hits" : which);
  }
}
