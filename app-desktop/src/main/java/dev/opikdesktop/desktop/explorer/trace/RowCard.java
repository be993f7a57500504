package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Score;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.SpanNotes;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What a card says of a row that is pointed at. */
final class RowCard {
  private static final int LONGEST = 300;

  private RowCard() {}

  /**
   * @param notes what was said of a span, as far as it is known
   */
  static Facts of(SpanRow row, SpanTree tree, SpanNotes notes, ZoneId zone) {
    Facts known = Facts.of(row, tree, zone);
    SpanNode node = row.node();
    Span span = node.span();
    Trace trace = node.trace();
    List<Fact> lines = new ArrayList<>(known.lines());
    // Ids are for copying, which a card is not there for; times stand in it exactly.
    lines.removeIf(fact -> fact.name().endsWith(" id") || fact.name().equals("Started"));
    Instant start = span != null ? span.startTime() : trace != null ? trace.startTime() : null;
    Instant end = span != null ? span.endTime() : trace != null ? trace.endTime() : null;
    add(lines, "Started", start == null ? "" : Units.exactTime(start, zone));
    add(lines, "Ended", end == null ? "" : Units.exactTime(end, zone));
    List<String> tags = span != null ? span.tags() : trace != null ? trace.tags() : List.of();
    add(lines, "Tags", String.join(", ", tags));
    for (Score score : trace != null ? trace.scores() : notes.scores()) {
      add(lines, score.name(), Units.score(score.value(), score.category()));
    }
    add(lines, "Comments", notes.comments() == 0 ? "" : Integer.toString(notes.comments()));
    add(lines, "Error", node.error() == null ? "" : node.error().text());
    return new Facts(known.title(), known.subtitle(), lines, known.usage(), known.below());
  }

  private static void add(List<Fact> lines, String name, String value) {
    if (!value.isEmpty()) {
      String shown = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
      lines.add(new Fact(name, shown, ""));
    }
  }
}
