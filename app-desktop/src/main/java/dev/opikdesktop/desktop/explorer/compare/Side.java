package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.trace.SpanTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of the two traces.
 *
 * @param models that answered in its spans, each once, in the order of the tree
 */
public record Side(Trace trace, SpanTree tree, List<String> models) {
  static Side of(SpanTree tree) {
    SequencedSet<String> models = new LinkedHashSet<>();
    for (int place = 1; place < tree.size(); place++) {
      Span span = tree.node(place).span();
      if (span != null && span.model() != null) {
        models.add(span.model());
      }
    }
    return new Side(Objects.requireNonNull(tree.root().trace()), tree, List.copyOf(models));
  }

  /** Whether it ended well, in a word. */
  public String status() {
    return trace.error() != null ? "failed" : trace.isRunning() ? "running" : "ended";
  }

  /** What both sides measure, the scores of either among it. */
  static List<Measure> measures(Side left, Side right) {
    Trace one = left.trace;
    Trace other = right.trace;
    List<Measure> measures = new ArrayList<>();
    measures.add(Measure.duration("Duration", one.durationMillis(), other.durationMillis()));
    measures.add(Measure.duration("First token", one.firstTokenMillis(), other.firstTokenMillis()));
    measures.add(
        tokens("Tokens", Units.totalTokens(one.usage()), Units.totalTokens(other.usage())));
    measures.add(
        tokens("Input", one.usage().get("prompt_tokens"), other.usage().get("prompt_tokens")));
    measures.add(
        tokens(
            "Output",
            one.usage().get("completion_tokens"),
            other.usage().get("completion_tokens")));
    measures.add(Measure.cost("Cost", one.cost(), other.cost()));
    measures.add(
        Measure.count(
            "Spans",
            (long) left.tree.spanCount(),
            (long) right.tree.spanCount(),
            Measure.Wish.NEITHER));
    measures.add(Measure.count("Errors", left.errors(), right.errors(), Measure.Wish.LESS));
    Stream.concat(one.scores().stream(), other.scores().stream())
        .map(Score::name)
        .distinct()
        .sorted()
        .forEach(name -> measures.add(Measure.score(name, left.score(name), right.score(name))));
    measures.removeIf(measure -> measure.left().isEmpty() && measure.right().isEmpty());
    return measures;
  }

  private static Measure tokens(String name, @Nullable Long left, @Nullable Long right) {
    return Measure.count(name, left, right, Measure.Wish.LESS);
  }

  /** Of its spans; the trace's own is most often that of one of them. */
  private long errors() {
    return tree.sums(0).errors() - (trace.error() == null ? 0 : 1);
  }

  private @Nullable Double score(String name) {
    return trace.scores().stream()
        .filter(score -> score.name().equals(name))
        .map(Score::value)
        .findFirst()
        .orElse(null);
  }
}
