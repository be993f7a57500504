package dev.opikdesktop.desktop.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.explorer.text.PayloadLine.Kind;
import dev.opikdesktop.desktop.explorer.text.PayloadLine.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PayloadTextTest {
  @Test
  void jsonStandsOneValueALine() {
    assertThat(lines("{\"a\":1,\"b\":[true,null],\"c\":{},\"d\":[ ]}", 80))
        .containsExactly(
            "{",
            "  \"a\": 1,",
            "  \"b\": [",
            "    true,",
            "    null",
            "  ],",
            "  \"c\": {},",
            "  \"d\": []",
            "}");
  }

  @Test
  void aLongStringIsWrappedAndIndentedUnderItsKey() {
    assertThat(lines("{\"k\":\"" + "x".repeat(60) + "\"}", 40))
        .containsExactly("{", "  \"k\": \"" + "x".repeat(32), "    " + "x".repeat(28) + "\"", "}");
  }

  @Test
  void aLineBreakInAStringBreaksTheLineToo() {
    assertThat(lines("{\"k\":\"one\\ntwo\"}", 80))
        .containsExactly("{", "  \"k\": \"one\\n", "    two\"", "}");
  }

  @Test
  void punctuationInsideAStringMeansNothing() {
    assertThat(lines("{\"k\":\"a,{b}: \\\"c\\\" [d]\"}", 80))
        .containsExactly("{", "  \"k\": \"a,{b}: \\\"c\\\" [d]\"", "}");
  }

  @Test
  void aDocumentThatWasCutIsLaidOutAsFarAsItGoes() {
    assertThat(lines("{\"a\":[1,{\"b\":\"unfin", 80))
        .containsExactly("{", "  \"a\": [", "    1,", "    {", "      \"b\": \"unfin");
  }

  @Test
  void aSurrogatePairIsNotTornApart() {
    for (String line : lines("\"" + "😡".repeat(50) + "\"", 21)) {
      assertThat(Character.isHighSurrogate(line.charAt(line.length() - 1))).isFalse();
    }
  }

  @Test
  void plainTextKeepsItsLines() {
    PayloadText text = PayloadText.ofPlain("Traceback:\n  File \"a.py\"\nBoom", 80);

    assertThat(text.size()).isEqualTo(3);
    assertThat(text.line(1).pieces()).containsExactly(new Piece(Kind.PLAIN, "  File \"a.py\""));
  }

  @Test
  void eachPieceHasItsKind() {
    assertThat(PayloadText.ofJson("{\"a\":\"b\"}", 80).line(1).pieces())
        .containsExactly(
            new Piece(Kind.KEY, "\"a\""),
            new Piece(Kind.PUNCTUATION, ": "),
            new Piece(Kind.STRING, "\"b\""));
    assertThat(PayloadText.ofJson("[-1.5e3,true]", 80).line(1).pieces())
        .containsExactly(new Piece(Kind.NUMBER, "-1.5e3"), new Piece(Kind.PUNCTUATION, ","));
    assertThat(PayloadText.ofJson("[true]", 80).line(1).pieces())
        .containsExactly(new Piece(Kind.WORD, "true"));
  }

  @Test
  void theRestOfAWrappedStringIsStillAString() {
    PayloadLine rest = PayloadText.ofJson("{\"k\":\"one\\n: 2, {\"}", 80).line(2);

    assertThat(rest.continued()).isTrue();
    assertThat(rest.pieces()).containsExactly(new Piece(Kind.STRING, ": 2, {\""));
  }

  @Test
  @Timeout(10)
  void fiveMegabytesAreLaidOutInAMoment() {
    String document =
        "{\"items\":[" + "{\"name\":\"Blender\",\"price\":49.90},".repeat(150_000) + "{}]}";
    long started = System.nanoTime();

    PayloadText text = PayloadText.ofJson(document, 120);

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
    assertThat(text.size()).isEqualTo(600_005);
    assertThat(text.line(text.size() - 1).text()).isEqualTo("}");
  }

  private static List<String> lines(String json, int columns) {
    PayloadText text = PayloadText.ofJson(json, columns);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      lines.add(text.line(i).text());
    }
    return lines;
  }
}
