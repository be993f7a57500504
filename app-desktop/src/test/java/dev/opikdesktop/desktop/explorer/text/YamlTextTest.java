package dev.opikdesktop.desktop.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.explorer.text.PayloadLine.Kind;
import dev.opikdesktop.desktop.explorer.text.PayloadLine.Piece;
import org.junit.jupiter.api.Test;

class YamlTextTest {
  private static final PayloadText TEXT =
      PayloadText.ofYaml(
          """
          items:
          - price: 1
            name: "x: y"
          - price: 2.5
            deep:
              list:
              - - true
                - false
          text: |-
            one
              two

            three
          none: null\
          """,
          80);

  @Test
  void keysStringsNumbersAndWordsHaveTheirColours() {
    assertThat(TEXT.line(1).pieces())
        .containsExactly(
            new Piece(Kind.PUNCTUATION, "- "),
            new Piece(Kind.KEY, "price"),
            new Piece(Kind.PUNCTUATION, ": "),
            new Piece(Kind.NUMBER, "1"));
    assertThat(TEXT.line(2).pieces()).endsWith(new Piece(Kind.STRING, "\"x: y\""));
    assertThat(TEXT.line(6).pieces())
        .containsExactly(new Piece(Kind.PUNCTUATION, "- - "), new Piece(Kind.WORD, "true"));
    assertThat(TEXT.line(8).pieces()).endsWith(new Piece(Kind.PUNCTUATION, "|-"));
    assertThat(TEXT.line(9).pieces()).containsExactly(new Piece(Kind.STRING, "one"));
  }

  @Test
  void valuesHaveTheirPaths() {
    assertThat(ValuePlace.of(TEXT, 0)).isEqualTo(new ValuePlace("items", null));
    assertThat(ValuePlace.of(TEXT, 1)).isEqualTo(new ValuePlace("items[0].price", "1"));
    assertThat(ValuePlace.of(TEXT, 2)).isEqualTo(new ValuePlace("items[0].name", "x: y"));
    assertThat(ValuePlace.of(TEXT, 3)).isEqualTo(new ValuePlace("items[1].price", "2.5"));
    assertThat(ValuePlace.of(TEXT, 6))
        .isEqualTo(new ValuePlace("items[1].deep.list[0][0]", "true"));
    assertThat(ValuePlace.of(TEXT, 7))
        .isEqualTo(new ValuePlace("items[1].deep.list[0][1]", "false"));
    assertThat(ValuePlace.of(TEXT, 10)).isEqualTo(new ValuePlace("text", "one\n  two\n\nthree"));
    assertThat(ValuePlace.of(TEXT, 13)).isEqualTo(new ValuePlace("none", "null"));
  }

  @Test
  void objectsListsAndTextsCanBeFolded() {
    Folding folded = Folding.begin(TEXT).toLevel(1);

    assertThat(FoldingTest.rows(folded))
        .containsExactly(
            "items:2 items", "text: |-", "  one", "    two", "", "  three", "none: null");
    assertThat(FoldingTest.rows(Folding.begin(TEXT).toLevel(2)))
        .startsWith("items:", "- price: 12 fields", "- price: 2.52 fields", "text: |-");
    int textFold = TEXT.folds().at(8);
    assertThat(TEXT.folds().kind(textFold)).isEqualTo(Folds.Kind.TEXT);
    assertThat(FoldingTest.rows(folded.with(textFold, true))).hasSize(3);
  }
}
