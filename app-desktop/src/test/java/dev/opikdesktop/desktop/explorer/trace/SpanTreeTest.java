package dev.opikdesktop.desktop.explorer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanTreeTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void childrenStandUnderTheirParentsInTheOrderTheyBegan() {
    SpanTree tree =
        tree(
            span("b", null, 500, 900),
            span("a2", "a", 200, 300),
            span("a", null, 0, 400),
            span("a1", "a", 100, 150));

    assertThat(outline(tree)).containsExactly("trace", "  a", "    a1", "    a2", "  b");
    assertThat(tree.levels()).isEqualTo(2);
    assertThat(tree.spanCount()).isEqualTo(4);
  }

  @Test
  void aSpanWithoutItsParentIsShownUnderANodeOfItsOwn() {
    SpanTree tree =
        tree(
            span("a", null, 0, 400),
            span("lost", "nobody", 100, 200),
            span("child", "lost", 120, 130));

    assertThat(outline(tree))
        .containsExactly("trace", "  a", "  Spans without their parent", "    lost", "      child");
  }

  @Test
  void spansThatAreEachOthersParentsAreShownOnce() {
    SpanTree tree = tree(span("x", "y", 0, 10), span("y", "x", 0, 10));

    assertThat(outline(tree))
        .containsExactly("trace", "  Spans without their parent", "    x", "      y");
  }

  @Test
  void theCriticalPathIsWhatTheTraceWaitedFor() {
    SpanTree tree =
        tree(
            span("short", null, 0, 300),
            span("long", null, 0, 600),
            span("inner", "long", 100, 600),
            span("last", null, 600, 1000));

    assertThat(critical(tree)).containsExactly("long", "inner", "last");
  }

  @Test
  void theScaleReachesFromTheFirstStartToTheLastEnd() {
    SpanTree tree = tree(span("early", null, -500, 100), span("late", null, 900, 2500));

    assertThat(tree.lengthMillis()).isEqualTo(3000);
    assertThat(tree.root().startMillis()).isEqualTo(500);
  }

  @Test
  void whatRunsReachesToNow() {
    Trace running = trace(null);
    SpanTree tree = SpanTree.of(running, List.of(), START.plusSeconds(7));

    assertThat(tree.lengthMillis()).isEqualTo(7000);
    assertThat(tree.root().durationText()).isEqualTo("running");
  }

  @Test
  void aTraceThatNeverEndedDoesNotStretchForEver() {
    SpanTree tree =
        SpanTree.of(trace(null), List.of(span("a", null, 0, 250)), START.plusSeconds(86_400));

    assertThat(tree.lengthMillis()).isEqualTo(250);
  }

  private static SpanTree tree(Span... spans) {
    return SpanTree.of(trace(START.plusMillis(1000)), List.of(spans), START.plusSeconds(60));
  }

  private static Trace trace(Instant end) {
    return new Trace(
        "t",
        "p",
        "trace",
        START,
        end,
        Payload.NONE,
        Payload.NONE,
        Payload.NONE,
        List.of(),
        null,
        Map.of(),
        null,
        null,
        null,
        0,
        null,
        List.of(),
        "",
        List.of());
  }

  private static Span span(String id, String parent, long from, long to) {
    return new Span(
        id,
        "t",
        parent,
        id,
        "general",
        START.plusMillis(from),
        START.plusMillis(to),
        Payload.NONE,
        Payload.NONE,
        Payload.NONE,
        null,
        null,
        List.of(),
        null,
        Map.of(),
        null,
        (double) (to - from),
        null,
        List.of());
  }

  private static List<String> outline(SpanTree tree) {
    List<String> lines = new ArrayList<>();
    outline(tree.root(), "", lines);
    return lines;
  }

  private static void outline(SpanNode node, String indent, List<String> lines) {
    lines.add(indent + node.name());
    node.children().forEach(child -> outline(child, indent + "  ", lines));
  }

  private static List<String> critical(SpanTree tree) {
    List<String> names = new ArrayList<>();
    collectCritical(tree.root(), names);
    return names;
  }

  private static void collectCritical(SpanNode node, List<String> names) {
    if (node.critical()) {
      names.add(node.name());
    }
    node.children().forEach(child -> collectCritical(child, names));
  }
}
