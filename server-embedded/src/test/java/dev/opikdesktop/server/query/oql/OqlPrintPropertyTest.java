package dev.opikdesktop.server.query.oql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Samples;
import dev.opikdesktop.server.query.oql.Oql.Condition;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is printed reads as the same tree, and any text is a query or an error in it. */
class OqlPrintPropertyTest {
  @Property(tries = 2000)
  void whatIsPrintedReadsAsTheSame(@ForAll("trees") Oql tree) throws OqlException {
    assertThat(Oql.parse(tree.text(), OqlFields.TRACES).map(Oql::placeless)).contains(tree);
  }

  @Property(tries = 2000)
  void anyTextIsReadOrRefusedWithAPlaceInIt(@ForAll("texts") String text) {
    try {
      Oql.parse(text, OqlFields.TRACES)
          .ifPresent(tree -> assertThat(tree.at().end()).isLessThanOrEqualTo(text.length()));
    } catch (OqlException e) {
      assertThat(e.at().offset()).isBetween(0, text.length());
      assertThat(e.at().end()).isBetween(e.at().offset(), text.length());
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "(",
            ")",
            ".",
            "[",
            "]",
            "\"",
            "'",
            "\\",
            ",",
            "=",
            "!",
            "<",
            ">",
            " ",
            "\u00A0",
            "5",
            "-",
            "2026-01-01",
            "T",
            "and ",
            "OR ",
            "not ",
            "is ",
            "in ",
            "empty ",
            "contains ",
            "name",
            "metadata",
            "input",
            "usage",
            "tags ",
            "\uD83D\uDE00",
            "\uD83D",
            "x")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<Oql> trees() {
    return Arbitraries.recursive(OqlPrintPropertyTest::conditions, part -> joined(part), 0, 3);
  }

  private static Arbitrary<Oql> joined(Arbitrary<Oql> part) {
    Arbitrary<List<Oql>> parts = part.list().ofMinSize(2).ofMaxSize(3);
    return Arbitraries.oneOf(
        part.map(one -> new Oql.Not(one, TextRange.NOWHERE)),
        parts.map(all -> new Oql.And(all, TextRange.NOWHERE)),
        parts.map(any -> new Oql.Or(any, TextRange.NOWHERE)));
  }

  private static Arbitrary<Oql> conditions() {
    return Combinators.combine(Arbitraries.of(OqlFields.TRACES.all()), Arbitraries.of(true, false))
        .as((field, hasKey) -> conditions(field, field.needsKey() || field.takesKey() && hasKey))
        .flatMap(conditions -> conditions);
  }

  private static Arbitrary<Oql> conditions(OqlField field, boolean hasKey) {
    Arbitrary<String> keys =
        hasKey
            ? Arbitraries.oneOf(
                Arbitraries.of(Samples.KEYS),
                Arbitraries.of("a.b[0]", "[0]", "[\"x\"].y", "[", "a[", ".a", "a.", "a..b", "-"))
            : Arbitraries.just("");
    return Combinators.combine(keys, Arbitraries.of(field.operators(hasKey)), values(field, hasKey))
        .as(
            (key, operator, value) ->
                new Condition(
                    field.name(), key, operator, operator.isAboutEmptiness() ? "" : value));
  }

  private static Arbitrary<String> values(OqlField field, boolean hasKey) {
    FieldType type = field.type(hasKey).orElseThrow();
    return switch (type) {
      case NUMBER, DECIMAL, SCORE -> Arbitraries.of(Samples.NUMBERS);
      case TIME -> Arbitraries.of("2026-01-31", "2026-01-31T10:00:00.123Z");
      case WORD, TEXT_LIST, TEXT, EXACT_TEXT, LIST, SOURCE, PRESENCE, JSON ->
          Arbitraries.oneOf(
              Samples.values().filter(value -> !value.isBlank()),
              Arbitraries.of("5", "-5", "5.", "a,b", ",a", "a,,b", "true", "'"));
    };
  }
}
