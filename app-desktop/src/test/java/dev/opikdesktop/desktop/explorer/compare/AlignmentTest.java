package dev.opikdesktop.desktop.explorer.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.explorer.trace.SpanNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  @Test
  void whatIsOnOneSideAloneStandsWhereItWouldBe() {
    Alignment alignment =
        align(
            """
            plan
              llm:choose
            tool:search
            tool:refund
            """,
            """
            plan
              llm:choose
              llm:check
            tool:search
            tool:ask
            """);

    assertThat(outline(alignment))
        .containsExactly(
            "trace | trace",
            "  plan | plan",
            "    choose | choose",
            "    - | check",
            "  search | search",
            "  refund | -",
            "  - | ask");
  }

  @Test
  void aStepInBetweenDoesNotShiftWhatFollows() {
    Alignment alignment = align("a\nb\nc\nd", "a\nx\nb\nc\nd");

    assertThat(outline(alignment))
        .containsExactly("trace | trace", "  a | a", "  - | x", "  b | b", "  c | c", "  d | d");
  }

  @Test
  void llmCallsOfAnotherNameAndStepsOfAnotherNumberStandForEachOther() {
    Alignment alignment = align("step 1\nllm:gpt-4o", "step 2\nllm:gpt-4o-mini");

    assertThat(outline(alignment))
        .containsExactly("trace | trace", "  step 1 | step 2", "  gpt-4o | gpt-4o-mini");
  }

  @Test
  void amongSpansOfOneNameThoseWithTheSameBelowThemArePaired() {
    Alignment alignment =
        align(
            """
            turn
              tool:look
            turn
              tool:buy
            """,
            """
            turn
              tool:buy
            """);

    assertThat(outline(alignment))
        .containsExactly(
            "trace | trace", "  turn | -", "    look | -", "  turn | turn", "    buy | buy");
  }

  @Test
  void listsTooLongForATableAreCutAtWhatOccursOnce() {
    int count = 15_000;
    String[] lefts = new String[count];
    String[] rights = new String[count];
    for (int i = 0; i < count; i++) {
      lefts[i] = i % 7 == 0 ? "tool:call-" + letters(i) : "step";
      // The right trace has a thousand other calls first, and lacks some.
      rights[i] = i < 1_000 ? "tool:warm-up" : lefts[i - 1_000];
    }
    int[] top = new int[count];
    Arrays.fill(top, -1);

    Alignment alignment =
        Alignment.of(DrawnTree.of("l", top, lefts), DrawnTree.of("r", top, rights));

    assertThat(pairs(alignment)).isEqualTo(count - 1_000 + 1);
  }

  @Test
  void longListsWithNothingInCommonTakeAMoment() {
    int count = 15_000;
    String[] lefts = new String[count];
    String[] rights = new String[count];
    for (int i = 0; i < count; i++) {
      lefts[i] = i % 2 == 0 ? "llm:a" : "tool:b";
      rights[i] = i % 3 == 0 ? "llm:a" : "tool:b";
    }
    int[] top = new int[count];
    Arrays.fill(top, -1);

    Alignment alignment =
        Alignment.of(DrawnTree.of("l", top, lefts), DrawnTree.of("r", top, rights));

    // Each two of the left, a and b, and each three of the right, a, b and b, have two in common.
    assertThat(pairs(alignment)).isGreaterThan(count / 2);
    assertThat(alignment.size()).isEqualTo(2 * (count + 1) - pairs(alignment));
  }

  @Test
  void aChainOfAnyDepthIsAligned() {
    int count = 20_000;
    int[] chain = new int[count];
    String[] lefts = new String[count];
    String[] rights = new String[count];
    for (int i = 0; i < count; i++) {
      chain[i] = i - 1;
      lefts[i] = "call";
      rights[i] = i == count - 1 ? "other" : "call";
    }

    Alignment alignment =
        Alignment.of(DrawnTree.of("l", chain, lefts), DrawnTree.of("r", chain, rights));

    assertThat(pairs(alignment)).isEqualTo(count);
    assertThat(alignment.size()).isEqualTo(count + 2);
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int rest = number; rest > 0; rest /= 26) {
      letters.append((char) ('a' + rest % 26));
    }
    return letters.toString();
  }

  private static Alignment align(String left, String right) {
    return Alignment.of(DrawnTree.of("l", left), DrawnTree.of("r", right));
  }

  private static int pairs(Alignment alignment) {
    int pairs = 0;
    for (int row = 0; row < alignment.size(); row++) {
      pairs += alignment.leftPlace(row) >= 0 && alignment.rightPlace(row) >= 0 ? 1 : 0;
    }
    return pairs;
  }

  private static List<String> outline(Alignment alignment) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < alignment.size(); row++) {
      lines.add(
          "  ".repeat(alignment.depth(row))
              + name(alignment.leftNode(row))
              + " | "
              + name(alignment.rightNode(row)));
    }
    return lines;
  }

  private static String name(SpanNode node) {
    return node == null ? "-" : node.name();
  }
}
