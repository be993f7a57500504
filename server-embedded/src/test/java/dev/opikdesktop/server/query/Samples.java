package dev.opikdesktop.server.query;

import dev.opikdesktop.server.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import tools.jackson.databind.JsonNode;

/** Random values of entities and of conditions, made of pieces that are hard to quote. */
public final class Samples {
  /** Numbers that values and conditions have in common. */
  public static final List<String> NUMBERS =
      List.of("0", "1", "-3", "5.5", "0.1", "10", "1500", "-2000", "1000.25");

  /** Keys of objects. */
  public static final List<String> KEYS =
      List.of(
          "k",
          "K",
          "a.b",
          "it's",
          "q\"q",
          "back\\slash",
          "sp ace",
          "\u4E2D",
          "\uD83D\uDE00",
          "a[0]",
          "$",
          "100%");

  /** Names of scores; some differ in case alone. */
  public static final List<String> SCORES =
      List.of(
          "acc",
          "Acc",
          "ACC",
          "it's",
          "IT'S",
          "\"q\"",
          "p%_",
          "pxx",
          "\uD83D\uDE00",
          "\u00E9",
          "\u00C9",
          "\u4E2D",
          "back\\slash",
          "{f0:String}",
          "new\nline");

  /** Values of scores, some of them means of others. */
  public static final List<String> SCORE_VALUES =
      List.of("0", "1", "-3", "0.5", "0.333333333", "0.666666666", "-0.333333333", "999999999.9");

  private static final List<String> PIECES =
      List.of(
          "a",
          "B",
          "ab",
          "it's",
          "\"",
          "\\",
          "\n",
          "\t",
          "%",
          "_",
          "+",
          "%25",
          "\uD83D\uDE00",
          "\u4E2D\u6587",
          "\u00E9",
          "\u00C9",
          "\u00DF",
          " ",
          "x.y",
          "{f0:String}",
          "\\n",
          "''",
          "null",
          "0",
          "10");

  /** Pieces that meet one another often, in both cases. */
  private static final List<String> FREQUENT = List.of("a", "A", "b", "B", "\u00E9", "\u00C9");

  private Samples() {}

  /** What an entity may say. */
  public static Arbitrary<String> texts() {
    return pieces().list().ofMaxSize(3).map(pieces -> String.join("", pieces));
  }

  /** What a filter may ask for. */
  public static Arbitrary<String> values() {
    return pieces()
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(pieces -> String.join("", pieces))
        .filter(value -> !value.isBlank());
  }

  /** An object of scalars, small objects and arrays. */
  public static Arbitrary<JsonNode> metadata() {
    Arbitrary<JsonNode> scalar =
        Arbitraries.oneOf(
            texts().map(text -> Json.MAPPER.valueToTree(text)),
            Arbitraries.of(NUMBERS).map(number -> Json.MAPPER.readTree(number)),
            Arbitraries.of("true", "false", "null").map(word -> Json.MAPPER.readTree(word)));
    Arbitrary<JsonNode> value =
        Arbitraries.oneOf(
            scalar,
            scalar.map(one -> Json.MAPPER.createObjectNode().set("in", one)),
            scalar.list().ofMaxSize(2).map(list -> Json.MAPPER.createArrayNode().addAll(list)));
    return Arbitraries.maps(Arbitraries.of(KEYS), value)
        .ofMaxSize(4)
        .map(entries -> Json.MAPPER.createObjectNode().setAll(entries));
  }

  /** Scores by name, one or more of each: one of the author alone, others through queues. */
  public static Arbitrary<Map<String, List<BigDecimal>>> scores() {
    return Arbitraries.maps(
            Arbitraries.of(SCORES),
            Arbitraries.of(SCORE_VALUES).map(BigDecimal::new).list().ofMinSize(1).ofMaxSize(3))
        .ofMaxSize(3);
  }

  private static Arbitrary<String> pieces() {
    return Arbitraries.oneOf(Arbitraries.of(FREQUENT), Arbitraries.of(PIECES));
  }
}
