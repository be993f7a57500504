package dev.opikdesktop.desktop.explorer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.client.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  void aParallelBranchThatEndedEarlierIsNotOnTheCriticalPath() {
    SpanTree tree =
        tree(
            span("first", null, 0, 300),
            span("overlapping", null, 100, 550),
            span("fan", null, 320, 900),
            span("slow", "fan", 320, 900),
            span("quick", "fan", 320, 400));

    assertThat(critical(tree)).containsExactly("first", "fan", "slow");
  }

  @Test
  void aChildThatOutlastsItsParentWasWaitedForToTheParentsEnd() {
    SpanTree tree =
        tree(
            span("parent", null, 0, 500),
            span("stream", "parent", 100, 700),
            span("afterwards", "parent", 600, 800),
            span("next", null, 500, 1000));

    assertThat(critical(tree)).containsExactly("parent", "stream", "next");
  }

  @Test
  void whatIsBelowANodeIsAddedUp() {
    SpanTree tree =
        tree(
            priced(span("a", null, 0, 400), 10, 0.5),
            priced(span("a1", "a", 100, 150), 20, 0.25),
            priced(span("a2", "a1", 110, 120), 40, 0.25),
            span("lost", "nobody", 0, 1));

    assertThat(tree.sums(1)).isEqualTo(new Sums(3, 0, 70, 1.0));
    assertThat(tree.sums(2)).isEqualTo(new Sums(2, 0, 60, 0.5));
    assertThat(tree.sums(0)).isEqualTo(new Sums(4, 0, 70, 1.0));
  }

  @Test
  void whatHangsFromAHiddenSpanHangsFromTheNearestThatIsNot() {
    List<Span> spans =
        List.of(
            span("a", null, 0, 400),
            span("inner", "a", 0, 300),
            span("innermost", "inner", 0, 200),
            span("leaf", "innermost", 10, 20));

    SpanTree tree =
        SpanTree.of(
            trace(START.plusMillis(1000)), spans, START, Set.of("inner", "innermost"), true, null);

    assertThat(outline(tree)).containsExactly("trace", "  a", "    leaf");
  }

  @Test
  void whileSpansAreStillReadNoneIsAnOrphan() {
    SpanTree tree =
        SpanTree.of(
            trace(null), List.of(span("early", "comes", 0, 1)), START, Set.of(), false, null);

    assertThat(outline(tree)).containsExactly("trace");
  }

  @Test
  void aTreeBuiltAnewTakesOverTheNodesThatDidNotChange() {
    List<Span> spans = new ArrayList<>(List.of(span("a", null, 0, 400), span("b", "a", 10, 90)));
    Trace trace = trace(null);
    SpanTree before = SpanTree.of(trace, spans, START.plusSeconds(1));
    spans.set(1, span("b", "a", 10, 95));
    spans.add(span("c", null, 500, 900));

    SpanTree after = SpanTree.of(trace, spans, START.plusSeconds(2), Set.of(), true, before);

    assertThat(after.nodes[1]).isSameAs(before.nodes[1]);
    assertThat(after.nodes[2]).isNotSameAs(before.nodes[2]);
    assertThat(after.size()).isEqualTo(4);
  }

  @Test
  void aChainOfAnyDepthIsATree() {
    List<Span> chain = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      chain.add(span("s" + i, i == 0 ? null : "s" + (i - 1), i, 100_000));
    }

    SpanTree tree = SpanTree.of(trace(START.plusSeconds(100)), chain, START.plusSeconds(200));

    assertThat(tree.levels()).isEqualTo(50_000);
    assertThat(tree.isCritical(50_000)).isTrue();
    assertThat(tree.sums(1).spans()).isEqualTo(50_000);
  }

  @Test
  void aSpanWithoutEndInATraceThatEndedHasNone() {
    Span open =
        new Span(
            "open",
            "t",
            null,
            "open",
            "tool",
            START,
            null,
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
            List.of());

    SpanTree tree = tree(open);

    assertThat(tree.nodes[1].durationText()).isEqualTo("no end");
    assertThat(tree.nodes[1].endMillis(tree.lengthMillis())).isEqualTo(1000);
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

  private static Span priced(Span span, long tokens, double cost) {
    return new Span(
        span.id(),
        span.traceId(),
        span.parentSpanId(),
        span.name(),
        span.type(),
        span.startTime(),
        span.endTime(),
        Payload.NONE,
        Payload.NONE,
        Payload.NONE,
        null,
        null,
        List.of(),
        null,
        Map.of("total_tokens", tokens),
        cost,
        span.durationMillis(),
        null,
        List.of());
  }

  private static List<String> outline(SpanTree tree) {
    List<String> lines = new ArrayList<>();
    for (int place = 0; place < tree.size(); place++) {
      lines.add("  ".repeat(tree.depths[place]) + tree.nodes[place].name());
    }
    return lines;
  }

  private static List<String> critical(SpanTree tree) {
    List<String> names = new ArrayList<>();
    for (int place = 0; place < tree.size(); place++) {
      if (tree.isCritical(place)) {
        names.add(tree.nodes[place].name());
      }
    }
    return names;
  }
}
