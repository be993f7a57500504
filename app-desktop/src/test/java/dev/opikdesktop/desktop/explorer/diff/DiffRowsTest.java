package dev.opikdesktop.desktop.explorer.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.explorer.text.PayloadText;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiffRowsTest {
  private static final int WIDE = Integer.MAX_VALUE / 4;

  @Test
  void aChangedLineStandsBesideWhatItBecameWithTheWordMarked() {
    List<DiffRow> rows = rows("one\nthe old word\nend", "one\nthe new word\nend", 80, false);

    assertThat(texts(rows)).containsExactly("  one", "- the old word\n+ the new word", "  end");
    assertThat(rows.get(1).left().marks()).containsExactly(new int[] {4, 7});
    assertThat(rows.get(1).right().marks()).containsExactly(new int[] {4, 7});
  }

  @Test
  void inOneColumnWhatWasRemovedComesFirst() {
    List<DiffRow> rows = rows("one\na\nb\nend", "one\nc\nend", 80, true);

    assertThat(texts(rows)).containsExactly("  one", "- a", "- b", "+ c", "  end");
  }

  @Test
  void equalLinesAreFoldedButForThreeAroundAChange() {
    String before =
        IntStream.range(0, 20).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    String after = before.replace("line 10", "other");

    List<DiffRow> rows = rows(before, after, 80, true);

    assertThat(texts(rows))
        .containsExactly(
            "⋯ 7 equal lines",
            "  line 7",
            "  line 8",
            "  line 9",
            "- line 10",
            "+ other",
            "  line 11",
            "  line 12",
            "  line 13",
            "⋯ 6 equal lines");
    DiffRows opened = laidOut(before, after, new DiffRows.Layout(80, true, Set.of(0)));
    assertThat(texts(opened)).startsWith("  line 0", "  line 1").endsWith("⋯ 6 equal lines");
  }

  @Test
  void equalTextsAreShownWhole() {
    String text = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk";

    assertThat(rows(text, text, 80, false)).hasSize(11).noneMatch(DiffRow::isFold);
  }

  @Test
  void aLongLineIsWrappedAndItsMarkFallsOnTheRowsItIsOn() {
    String words = "word ".repeat(20);

    List<DiffRow> rows = rows(words + "old", words + "new and longer", 40, false);

    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).left().number()).isEqualTo(1);
    assertThat(rows.get(1).left().number()).isZero();
    assertThat(rows.get(0).left().marks()).isEmpty();
    assertThat(rows.get(2).left().marks()).containsExactly(new int[] {20, 23});
    assertThat(rows.get(2).left().line().text()).isEqualTo("word word word word old");
  }

  @Test
  void linesOfOneSideHaveNothingBesideThem() {
    List<DiffRow> rows = rows("a\nb", "a\nx\ny\nb", 80, false);

    assertThat(texts(rows)).containsExactly("  a", "+ x", "+ y", "  b");
    assertThat(rows.get(1).left()).isNull();
  }

  @Test
  void whatOneSideDidNotLogHasNoLines() {
    List<DiffRow> rows = rows("", "a\nb", 80, false);

    assertThat(texts(rows)).containsExactly("+ a", "+ b");
    assertThat(rows.getFirst().right().marks()).isEmpty();
  }

  @Test
  void theOrderOfKeysIsNoDifferenceUnlessAsked() {
    Sources one = output("{\"b\":1.10,\"a\":{\"y\":2,\"x\":[1,2]}}");
    Sources other = output("{\"a\":{\"x\":[1,2],\"y\":2},\"b\":1.10}");

    assertThat(DiffPart.OUTPUT.isEqual(one, other)).isTrue();
    assertThat(compared(one, other, false).stretches()).isEmpty();
    assertThat(compared(one, other, true).stretches()).isNotEmpty();
    assertThat(DiffPart.sorted("{\"b\":1.10,\"a\":12345678901234567890.5}"))
        .isEqualTo("{\"a\":12345678901234567890.5,\"b\":1.10}");
  }

  @Test
  void whatIsRebuiltFromTheRowsIsBothTexts() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      String left = lines(random);
      String right = lines(random);
      DiffRows rows = laidOut(left, right, new DiffRows.Layout(20, round % 2 == 0, allOpen()));

      assertThat(rebuilt(rows, true)).isEqualTo(left);
      assertThat(rebuilt(rows, false)).isEqualTo(right);
    }
  }

  @Test
  void halfAMillionLinesWithNothingInCommonTakeAMoment() {
    String left =
        IntStream.range(0, 500_000).mapToObj(i -> "l" + i % 50).collect(Collectors.joining("\n"));
    String right =
        IntStream.range(0, 500_000).mapToObj(i -> "r" + i % 70).collect(Collectors.joining("\n"));

    TextDiff diff = TextDiff.of(PayloadText.ofPlain(left, WIDE), PayloadText.ofPlain(right, WIDE));

    assertThat(diff.stretches()).containsExactly(new TextDiff.Stretch(0, 500_000, 0, 500_000));
  }

  @Test
  void changesAllOverALongTextAreFound() {
    String left =
        IntStream.range(0, 200_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    String right = left.replaceAll("(line \\d*500)\n", "$1 changed\n");

    TextDiff diff = TextDiff.of(PayloadText.ofPlain(left, WIDE), PayloadText.ofPlain(right, WIDE));

    assertThat(diff.stretches())
        .hasSize(200)
        .allMatch(stretch -> stretch.leftTo() == stretch.leftFrom() + 1);
  }

  private static Sources output(String json) {
    return new Sources(Payload.NONE, new Payload(json, false), Payload.NONE, null);
  }

  private static TextDiff compared(Sources one, Sources other, boolean asLogged) {
    return TextDiff.of(DiffPart.OUTPUT.text(one, asLogged), DiffPart.OUTPUT.text(other, asLogged));
  }

  private static Set<Integer> allOpen() {
    return IntStream.range(0, 100).boxed().collect(Collectors.toSet());
  }

  private static String lines(Random random) {
    return random
        .ints(random.nextInt(30), 0, 6)
        .mapToObj(i -> "text ".repeat(i) + i)
        .collect(Collectors.joining("\n"));
  }

  /** The text of one side; a row that goes on with a line has no number. */
  private static String rebuilt(DiffRows rows, boolean left) {
    StringBuilder text = new StringBuilder();
    for (DiffRow row : rows) {
      DiffRow.Half half = left ? row.left() : row.right();
      if (half != null) {
        text.append(half.number() > 1 ? "\n" : "").append(half.line().text());
      }
    }
    return text.toString();
  }

  private static List<String> texts(List<DiffRow> rows) {
    return rows.stream().map(DiffRow::text).toList();
  }

  private static List<DiffRow> rows(String left, String right, int columns, boolean inOneColumn) {
    return laidOut(left, right, new DiffRows.Layout(columns, inOneColumn, Set.of()));
  }

  private static DiffRows laidOut(String left, String right, DiffRows.Layout layout) {
    TextDiff diff = TextDiff.of(PayloadText.ofPlain(left, WIDE), PayloadText.ofPlain(right, WIDE));
    return new DiffRows(diff, layout);
  }
}
