package dev.opikdesktop.desktop.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldingTest {
  private static final String DOCUMENT =
      "{\"items\":[{\"price\":1},{\"price\":2}],\"shop\":{\"name\":\"K\"},\"none\":[]}";

  @Test
  void aFoldedListSaysHowManyItHolds() {
    Folding whole = Folding.begin(PayloadText.ofJson(DOCUMENT, 80));

    Folding folded = whole.with(1, true);

    assertThat(rows(folded))
        .containsExactly(
            "{",
            "  \"items\": [2 items],",
            "  \"shop\": {",
            "    \"name\": \"K\"",
            "  },",
            "  \"none\": []",
            "}");
    assertThat(rows(folded.with(1, false))).isEqualTo(rows(whole));
  }

  @Test
  void whatIsFoldedInsideOfAnotherStaysFolded() {
    Folding inner = Folding.begin(PayloadText.ofJson(DOCUMENT, 80)).with(2, true).with(1, true);

    assertThat(rows(inner.with(1, false)))
        .startsWith("{", "  \"items\": [", "    {1 field},", "    {", "      \"price\": 2");
  }

  @Test
  void allOfALevelIsFolded() {
    Folding folded = Folding.begin(PayloadText.ofJson(DOCUMENT, 80)).toLevel(1);

    assertThat(rows(folded))
        .containsExactly(
            "{", "  \"items\": [2 items],", "  \"shop\": {1 field},", "  \"none\": []", "}");
    assertThat(rows(folded.toLevel(2)))
        .containsExactly(
            "{",
            "  \"items\": [",
            "    {1 field},",
            "    {1 field}",
            "  ],",
            "  \"shop\": {",
            "    \"name\": \"K\"",
            "  },",
            "  \"none\": []",
            "}");
    assertThat(rows(folded.unfolded())).hasSize(14);
  }

  @Test
  void rowsAndLinesLeadToEachOther() {
    Folding folded = Folding.begin(PayloadText.ofJson(DOCUMENT, 80)).toLevel(1);

    assertThat(folded.lineOf(1)).isEqualTo(1);
    assertThat(folded.lineOf(2)).isEqualTo(9);
    assertThat(folded.lineOf(3)).isEqualTo(12);
    assertThat(folded.rowOf(9)).isEqualTo(2);
    assertThat(folded.rowOf(6)).as("the row it is folded under").isEqualTo(1);
    assertThat(folded.revealing(6).rowOf(6)).isEqualTo(4);
  }

  @Test
  void aFileInAStringIsShownByItsTypeAndSize() {
    String png = "data:image/png;base64," + "iVBORw0KGgo1".repeat(1_000);

    Folding begun = Folding.begin(PayloadText.ofJson("{\"a\":\"" + png + "\",\"b\":1}", 80));

    assertThat(rows(begun)).hasSize(4);
    assertThat(rows(begun).get(1))
        .startsWith("  \"a\": \"data:image/png;base64,")
        .endsWith("…image/png, 9.0 kB");
  }

  @Test
  void aQuotedFileInYamlIsOneToo() {
    String uri = "'data:audio/wav;base64," + "UklGRiQA".repeat(1_000) + "'";

    Folding begun = Folding.begin(PayloadText.ofYaml("a: " + uri + "\nb: 1", 80));

    assertThat(rows(begun)).hasSize(2);
    assertThat(rows(begun).getFirst()).endsWith("…audio/wav, 6.0 kB");
  }

  @Test
  void bareBase64IsAFileTooAndAWordIsNot() {
    assertThat(Embedded.of("JVBERi0x" + "aB3/".repeat(100)))
        .extracting(Embedded::type, Embedded::extension)
        .containsExactly("application/pdf", "pdf");
    assertThat(Embedded.of("/9j/4AAQ" + "aB3/".repeat(100)))
        .extracting(Embedded::type, Embedded::extension)
        .containsExactly("image/jpeg", "jpg");
    assertThat(Embedded.of("wordsAndWords ".repeat(100))).isNull();
    assertThat(Embedded.of("a".repeat(1_000))).isNull();
  }

  @Test
  void aLongTextShowsItsBeginning() {
    String document = "{\"a\":\"" + "words ".repeat(10_000) + "\",\"b\":1}";

    Folding begun = Folding.begin(PayloadText.ofJson(document, 80));

    assertThat(begun.size()).isEqualTo(43);
    assertThat(rows(begun).get(40)).endsWith("…show all, 60 kB");
    assertThat(rows(begun).get(41)).isEqualTo("  \"b\": 1");
    assertThat(begun.with(1, false).size()).isGreaterThan(700);
  }

  @Test
  void foldsStayOnLinesOfAnotherWidth() {
    Folding narrow =
        Folding.begin(PayloadText.ofJson("{\"a\":\"" + "x".repeat(90) + "\",\"b\":{\"c\":1}}", 40));

    Folding wide =
        narrow
            .with(1, true)
            .on(PayloadText.ofJson("{\"a\":\"" + "x".repeat(90) + "\",\"b\":{\"c\":1}}", 120));

    assertThat(rows(wide))
        .containsExactly("{", "  \"a\": \"" + "x".repeat(90) + "\",", "  \"b\": {1 field}", "}");
  }

  @Test
  void whatIsCopiedIsWholeAgain() {
    PayloadText text = PayloadText.ofJson("{\"a\":\"" + "x".repeat(90) + "\\ny\"}", 40);
    StringBuilder copied = new StringBuilder();

    text.copy(0, text.size() - 1, copied);

    assertThat(copied.toString()).isEqualTo("{\n  \"a\": \"" + "x".repeat(90) + "\\ny\"\n}");
    assertThat(ValuePlace.textOf(PayloadText.ofJson(DOCUMENT, 80), 1))
        .isEqualTo("[\n  {\n    \"price\": 1\n  },\n  {\n    \"price\": 2\n  }\n]");
  }

  @Test
  void aDocumentThatWasCutCanBeFoldedAsFarAsItGoes() {
    Folding cut = Folding.begin(PayloadText.ofJson("{\"a\":[1,2,{\"b\":\"unfin", 80));

    assertThat(rows(cut.toLevel(1))).containsExactly("{", "  \"a\": [3 items");
  }

  static List<String> rows(Folding folding) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < folding.size(); row++) {
      rows.add(folding.row(row).text());
    }
    return rows;
  }
}
