package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.trace.SpanTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tree written as an outline: two blanks for each level, a span's type before its name. */
final class DrawnTree {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final List<Span> spans = new ArrayList<>();
  private final String prefix;

  private DrawnTree(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Names without a type are steps; {@code llm:answer} is an LLM call, {@code tool:look} a tool.
   */
  static SpanTree of(String prefix, String outline) {
    DrawnTree drawn = new DrawnTree(prefix);
    List<String> path = new ArrayList<>();
    for (String line : outline.lines().filter(line -> !line.isBlank()).toList()) {
      int depth = (line.length() - line.stripLeading().length()) / 2;
      while (path.size() > depth) {
        path.removeLast();
      }
      path.add(drawn.span(path.isEmpty() ? null : path.getLast(), line.strip()));
    }
    return drawn.tree();
  }

  /**
   * A tree of many spans.
   *
   * @param parents of each its parent's index, which is lower; -1 for the trace
   */
  static SpanTree of(String prefix, int[] parents, String[] names) {
    DrawnTree drawn = new DrawnTree(prefix);
    for (int i = 0; i < parents.length; i++) {
      drawn.span(parents[i] < 0 ? null : drawn.spans.get(parents[i]).id(), names[i]);
    }
    return drawn.tree();
  }

  private String span(String parent, String name) {
    int colon = name.indexOf(':');
    String id = prefix + spans.size();
    Instant start = START.plusMillis(spans.size());
    spans.add(
        new Span(
            id,
            prefix,
            parent,
            name.substring(colon + 1),
            colon < 0 ? "general" : name.substring(0, colon),
            start,
            start.plusMillis(1),
            Payload.NONE,
            Payload.NONE,
            Payload.NONE,
            null,
            null,
            List.of(),
            null,
            Map.of(),
            null,
            null,
            null,
            List.of()));
    return id;
  }

  private SpanTree tree() {
    Trace trace =
        new Trace(
            prefix,
            "project",
            "trace",
            START,
            START.plusSeconds(3600),
            Payload.NONE,
            Payload.NONE,
            Payload.NONE,
            List.of(),
            null,
            Map.of(),
            null,
            null,
            null,
            spans.size(),
            null,
            List.of(),
            "",
            List.of());
    return SpanTree.of(trace, spans, START.plusSeconds(3600));
  }
}
