package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the selected node besides its payloads. Only what there is gets a line.
 *
 * @param subtitle what kind of thing it is, and the how-manieth
 * @param usage every count of tokens by its name, where there are more than the line of them says
 * @param below the node with everything below it, added up; empty where there is nothing below, and
 *     for a trace, whose own lines are that
 */
public record Facts(
    String title, String subtitle, List<Fact> lines, List<Fact> usage, List<Fact> below) {
  static final Facts NONE = new Facts("", "", List.of(), List.of(), List.of());

  /** The counts that the line of tokens says, in the order in which they are told. */
  private static final List<String> SAID =
      List.of("prompt_tokens", "completion_tokens", "total_tokens");

  public Facts {
    lines = List.copyOf(lines);
    usage = List.copyOf(usage);
    below = List.copyOf(below);
  }

  static Facts of(SpanRow row, SpanTree tree, ZoneId zone) {
    SpanNode node = row.node();
    List<Fact> lines = new ArrayList<>();
    Span span = node.span();
    Trace trace = node.trace();
    if (span != null) {
      add(lines, "Model", span.model(), "");
      add(lines, "Provider", span.provider(), "");
    }
    Map<String, Long> usage =
        span != null ? span.usage() : trace != null ? trace.usage() : Map.of();
    add(lines, "Tokens", tokens(usage), "");
    Double all = tree.root().cost();
    String share =
        span == null || node.cost() == null || all == null || all < node.cost()
            ? ""
            : Math.round(100 * node.cost() / all) + " %";
    add(lines, "Cost", Units.cost(node.cost()), share);
    add(lines, "Duration", node.durationText(), "");
    Double firstToken =
        span != null ? span.firstTokenMillis() : trace != null ? trace.firstTokenMillis() : null;
    add(lines, "First token", Units.duration(firstToken), "");
    if (span != null) {
      add(lines, "Started", Units.dayAndTime(span.startTime(), zone), "");
      add(lines, "Span id", span.id(), "");
      return new Facts(node.title(), kindAndPlace(row, tree), lines, counts(usage), below(row));
    }
    if (trace != null) {
      add(lines, "Started", Units.dayAndTime(trace.startTime(), zone), "");
      if (tree.spanCount() > 0) {
        String levels = tree.levels() + (tree.levels() == 1 ? " level" : " levels");
        String count = Units.count((long) tree.spanCount());
        lines.add(new Fact("Spans", count, levels, Fact.Leads.SPANS));
      }
      if (row.sums().errors() > 0) {
        lines.add(new Fact("Errors", errors(row.sums()), "in its spans", Fact.Leads.ERRORS));
      }
      add(lines, "Provider", String.join(", ", trace.providers()), "");
      add(lines, "Environment", trace.environment(), "");
      if (trace.threadId() != null && !trace.threadId().isEmpty()) {
        lines.add(new Fact("Thread", trace.threadId(), "", Fact.Leads.THREAD));
      }
      add(lines, "Trace id", trace.id(), "");
      return new Facts(node.title(), "Trace", lines, counts(usage), List.of());
    }
    return new Facts(
        node.title(),
        "Their parent span was never logged, or is not here yet",
        lines,
        List.of(),
        below(row));
  }

  static List<Fact> counts(Map<String, Long> usage) {
    if (SAID.containsAll(usage.keySet())) {
      return List.of();
    }
    return Stream.concat(
            SAID.stream().filter(usage::containsKey),
            usage.keySet().stream().filter(name -> !SAID.contains(name)).sorted())
        .map(name -> new Fact(name, Units.count(usage.get(name)), ""))
        .toList();
  }

  private static List<Fact> below(SpanRow row) {
    List<Fact> lines = new ArrayList<>();
    Sums sums = row.sums();
    int own = row.node().span() == null ? 0 : 1;
    if (sums.spans() > own) {
      add(lines, "Spans", Units.count((long) sums.spans()), "");
      add(lines, "Tokens", sums.tokens() == 0 ? "" : Units.count(sums.tokens()), "");
      add(lines, "Cost", Units.cost(sums.cost()), "");
      add(lines, "Errors", errors(sums), "");
    }
    return lines;
  }

  private static String errors(Sums sums) {
    return sums.errors() == 0 ? "" : Units.count((long) sums.errors());
  }

  private static String kindAndPlace(SpanRow row, SpanTree tree) {
    return "%s, span %s of %s"
        .formatted(
            row.node().kind().label(),
            Units.count((long) row.number()),
            Units.count((long) tree.spanCount()));
  }

  private static String tokens(Map<String, Long> usage) {
    Long in = usage.get("prompt_tokens");
    Long out = usage.get("completion_tokens");
    if (in != null && out != null) {
      return Units.count(in) + " in · " + Units.count(out) + " out";
    }
    return Units.count(Units.totalTokens(usage));
  }

  private static void add(List<Fact> lines, String name, @Nullable String value, String note) {
    if (value != null && !value.isEmpty()) {
      lines.add(new Fact(name, value, note));
    }
  }
}
