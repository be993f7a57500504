package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Looks for spans of the open trace: at once in what the window knows of them, and a moment later,
 * by asking the server, in their payloads too.
 */
final class SpanSearch {
  /** Whoever types on is not done yet. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final OpikClient client;
  private final Background background;
  private final BiConsumer<SpanTree, @Nullable Hits> found;
  private final StringProperty text = new SimpleStringProperty("");
  private String projectId = "";
  private String traceId = "";
  private @Nullable SpanTree tree;
  private @Nullable Hits hits;
  private Narrowing narrowing = Narrowing.NONE;
  private Set<String> alsoMatching = Set.of();
  private String askedFor = "";
  private boolean asking;
  private int place;
  private int round;
  private int questions;

  /**
   * @param found takes a tree and its hits; null for the hits when nothing is searched for
   */
  SpanSearch(OpikClient client, Background background, BiConsumer<SpanTree, @Nullable Hits> found) {
    this.client = client;
    this.background = background;
    this.found = found;
  }

  ReadOnlyStringProperty textProperty() {
    return text;
  }

  void open(String project, String trace) {
    close();
    projectId = project;
    traceId = trace;
  }

  void close() {
    round++;
    questions++;
    tree = null;
    hits = null;
    alsoMatching = Set.of();
    askedFor = "";
    asking = false;
    say();
  }

  /**
   * Searches a tree.
   *
   * @param whole whether the tree is; before that the server is not asked
   */
  void in(SpanTree newTree, Narrowing wanted, boolean whole) {
    boolean sameWords = wanted.words().equals(askedFor);
    boolean fresh = newTree != tree && whole;
    tree = newTree;
    narrowing = wanted;
    if (!sameWords) {
      alsoMatching = Set.of();
    }
    look();
    if (wanted.words().isEmpty()) {
      questions++;
      askedFor = "";
      asking = false;
    } else if (!sameWords || fresh) {
      askedFor = wanted.words();
      asking = true;
      int asked = ++questions;
      background.later(
          PAUSE,
          () -> {
            if (asked == questions) {
              askServer(asked);
            }
          });
    }
    say();
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
    Set<String> also = alsoMatching;
    if (searched == null) {
      return;
    }
    if (wanted.isNone()) {
      hits = null;
      found.accept(searched, null);
      return;
    }
    background.run(
        () -> wanted.in(searched, also),
        (answer, took) -> {
          if (asked == round) {
            hits = answer;
            found.accept(searched, answer);
            say();
          }
        },
        problem -> text.set(String.valueOf(problem.getMessage())));
  }

  private void askServer(int asked) {
    String words = askedFor;
    String project = projectId;
    String trace = traceId;
    background.run(
        () -> client.spans().matching(project, trace, words),
        (ids, took) -> {
          if (asked == questions) {
            asking = false;
            if (!ids.equals(alsoMatching)) {
              alsoMatching = ids;
              look();
            }
            say();
          }
        },
        problem -> {
          if (asked == questions) {
            asking = false;
            text.set("Payloads not searched: " + problem.getMessage());
          }
        });
  }

  private void say() {
    Hits shown = hits;
    if (narrowing.isNone() || shown == null) {
      text.set("");
      return;
    }
    int count = shown.count();
    String hitsText = count == 1 ? "1 hit" : Units.count((long) count) + " hits";
    String which =
        shown.isHit(place)
            ? Units.count((long) shown.countTo(place)) + " of " + hitsText
            : hitsText;
    text.set(asking ? which + ", searching on" : count == 0 ? "No hits" : which);
  }
}
