package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.SpanNotes;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a row of the tree says.
 *
 * @param failure what went wrong; empty for nothing
 * @param facts the small ones behind the duration
 */
record RowText(String title, String failure, String duration, String facts) {
  static RowText of(SpanRow row, RowFacts chosen) {
    SpanNode node = row.node();
    return new RowText(
        chosen.shows(RowFact.MODEL) ? node.title() : node.name(),
        failure(row),
        chosen.shows(RowFact.DURATION) ? node.durationText() : "",
        facts(row, chosen));
  }

  /** As it is read aloud. */
  String spoken(SpanKind kind) {
    List<String> parts = new ArrayList<>(List.of(kind.label() + " " + title, failure, duration));
    parts.add(facts.replace(" · ", ", "));
    parts.removeIf(String::isEmpty);
    return String.join(", ", parts);
  }

  /** Its own, and of a folded row how many there are below. */
  private static String failure(SpanRow row) {
    SpanNode node = row.node();
    String own = node.error() == null ? "" : node.error().mark();
    int below = row.sums().errors() - (node.error() != null && node.span() != null ? 1 : 0);
    if (!row.folded() || below <= 0) {
      return own;
    }
    String count = counted(below, "error") + " below";
    return own.isEmpty() ? count : own + ", " + count;
  }

  /** Of a folded row those of all that is folded into it. */
  private static String facts(SpanRow row, RowFacts chosen) {
    SpanNode node = row.node();
    List<String> parts = new ArrayList<>();
    Long tokens = node.tokens();
    Double cost = node.cost();
    if (row.folded()) {
      Sums sums = row.sums();
      int spans = sums.spans() - (node.span() == null ? 0 : 1);
      parts.add(counted(spans, "span") + " below");
      tokens = sums.tokens() == 0 ? null : Long.valueOf(sums.tokens());
      cost = sums.cost();
    }
    if (chosen.shows(RowFact.PROVIDER)) {
      parts.add(provider(node));
    }
    if (chosen.shows(RowFact.COST)) {
      parts.add(Units.cost(cost));
    }
    boolean named = node.kind() == SpanKind.TRACE || row.folded();
    if (chosen.shows(RowFact.TOKENS)) {
      parts.add(tokens == null || !named ? Units.count(tokens) : Units.count(tokens) + " tokens");
    }
    if (chosen.shows(RowFact.TOKENS_IN_OUT)) {
      parts.add(inAndOut(node));
    }
    said(parts, node, chosen);
    parts.removeIf(String::isEmpty);
    return String.join(" · ", parts);
  }

  private static void said(List<String> parts, SpanNode node, RowFacts chosen) {
    Span span = node.span();
    Trace trace = node.trace();
    SpanNotes notes = trace == null ? chosen.notes(node.id()) : new SpanNotes(trace.scores(), 0);
    if (chosen.shows(RowFact.SCORES)) {
      parts.add(counted(notes.scores().size(), "score"));
    }
    if (chosen.shows(RowFact.COMMENTS)) {
      parts.add(counted(notes.comments(), "comment"));
    }
    List<String> tags = span != null ? span.tags() : trace != null ? trace.tags() : List.of();
    if (chosen.shows(RowFact.TAGS)) {
      parts.add(counted(tags.size(), "tag"));
    }
  }

  private static String provider(SpanNode node) {
    Span span = node.span();
    return span == null || span.provider() == null ? "" : span.provider();
  }

  private static String inAndOut(SpanNode node) {
    Span span = node.span();
    Trace trace = node.trace();
    Map<String, Long> usage =
        span != null ? span.usage() : trace != null ? trace.usage() : Map.of();
    String in = Units.count(usage.get("prompt_tokens"));
    String out = Units.count(usage.get("completion_tokens"));
    String both = in.isEmpty() || out.isEmpty() ? "" : " · ";
    return (in.isEmpty() ? "" : in + " in") + both + (out.isEmpty() ? "" : out + " out");
  }

  private static String counted(int count, String what) {
    if (count == 0) {
      return "";
    }
    return count == 1 ? "1 " + what : Units.count((long) count) + " " + what + "s";
  }
}
