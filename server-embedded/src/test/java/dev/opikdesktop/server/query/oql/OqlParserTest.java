package dev.opikdesktop.server.query.oql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.opikdesktop.server.query.FieldType;
import dev.opikdesktop.server.query.Operand;
import dev.opikdesktop.server.query.Operator;
import dev.opikdesktop.server.query.oql.Oql.And;
import dev.opikdesktop.server.query.oql.Oql.Condition;
import dev.opikdesktop.server.query.oql.Oql.Not;
import dev.opikdesktop.server.query.oql.Oql.Or;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are queries, what trees they are, and what is said of those that are none. */
class OqlParserTest {
  private static final Condition A = new Condition("name", "", Operator.EQUAL, "a");
  private static final Condition B = new Condition("duration", "", Operator.GREATER, "5");
  private static final Condition C = new Condition("tags", "", Operator.IS_EMPTY, "");

  @Test
  void orBindsLeastThenAndThenNot() {
    assertThat(tree("name = 'a' or not duration > 5 and tags is_empty"))
        .isEqualTo(or(A, and(not(B), C)));
    assertThat(tree("(name = 'a' OR NOT duration > 5) AND tags is_empty"))
        .isEqualTo(and(or(A, not(B)), C));
    assertThat(tree("not(name='a' and duration>5)or tags is_empty"))
        .isEqualTo(or(not(and(A, B)), C));
    assertThat(tree("NOT NOT name = \"a\"")).isEqualTo(not(not(A)));
    assertThat(tree("((name = \"a\"))")).isEqualTo(A);
  }

  @Test
  void partsOfOneWordAreOneAndOrOr() {
    assertThat(tree("name = 'a' And duration > 5 aNd tags is_empty")).isEqualTo(and(A, B, C));
    assertThat(tree("name = 'a' oR duration > 5 OR tags IS_EMPTY")).isEqualTo(or(A, B, C));
    assertThat(tree("name = 'a' and (duration > 5 and tags is_empty)"))
        .isEqualTo(and(A, and(B, C)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name contains \"x\"            | name         |                    | contains     | x",
        "name NOT contains 'x'          | name         |                    | not_contains | x",
        "name not_contains 'x'          | name         |                    | not_contains | x",
        "name starts_with 'x'           | name         |                    | starts_with  | x",
        "name ends_with 'x'             | name         |                    | ends_with    | x",
        "name != 'it''s'                | name         |                    | !=           | it's",
        "name = \"a\"\"b\\n"
            + "\"           | name         |                    | =            | a\"b\\n",
        "name = \"a\\\"                 | name         |                    | =            | a\\",
        "environment not in ('a', \"b\") | environment |                    | not_in       | a,b",
        "environment in(\"a\")          | environment  |                    | in           | a",
        "environment is not empty       | environment  |                    | is_not_empty | ``",
        "metadata.channel = 'web'       | metadata     | channel            | =            | web",
        "metadata.user-id = 7           | metadata     | user-id            | =            | 7",
        "metadata.a.b[0].c = true       | metadata     | a.b[0].c           | =            | true",
        "metadata.a[\"b.c\"] = -1.5     | metadata     | a[\"b.c\"]         | =            | -1.5",
        "metadata.\"a b\" is empty      | metadata     | a b                | is_empty     | ``",
        "input.messages[0].role = 'x'   | input        | messages[0].role   | =            | x",
        "input[0].role = 'x'            | input        | [0].role           | =            | x",
        "input_json.a = 'x'             | input_json   | a                  | =            | x",
        "feedback_scores.\"my \"\"s\" >= 0.5 | feedback_scores | my \"s      | >=           | 0.5",
        "feedback_scores.größe<=1       | feedback_scores | größe           | <=           | 1",
        "usage.total_tokens>100         | usage        | total_tokens       | >            | 100",
        "start_time > 2026-01-31        | start_time   |                    | >            |"
            + " 2026-01-31",
        "start_time < 2026-01-31T10:00:00.5Z | start_time |                 | <            |"
            + " 2026-01-31T10:00:00.5Z",
      })
  void aConditionIsAFieldAKeyAnOperatorAndAValue(
      String text, String field, String key, String operator, String value) throws OqlException {
    Condition expected =
        new Condition(field, key == null ? "" : key, Operator.of(operator).orElseThrow(), value);

    assertThat(tree(text)).isEqualTo(expected);
    assertThat(tree(expected.text())).isEqualTo(expected);
  }

  @Test
  void aDayIsItsBeginningAndATimeAPointInTime() {
    Condition day = new Condition("start_time", "", Operator.LESS, "2026-01-31");
    Condition time = new Condition("start_time", "", Operator.LESS, "2026-01-31T10:00:00+02:00");

    assertThat(day.operand(FieldType.TIME))
        .contains(new Operand.Time(Instant.parse("2026-01-31T00:00:00Z")));
    assertThat(time.operand(FieldType.TIME))
        .contains(new Operand.Time(Instant.parse("2026-01-31T08:00:00Z")));
  }

  @Test
  void aTextOfBlanksIsNoQuery() throws OqlException {
    assertThat(Oql.parse("", OqlFields.SPANS)).isEmpty();
    assertThat(Oql.parse(" \n\u00A0", OqlFields.SPANS)).isEmpty();
  }

  @Test
  void everyPartKnowsItsPlace() throws OqlException {
    String text = " NOT  metadata.\"a\" >  5  AND (name = 'x' OR tags is_empty )";
    And and = (And) Oql.parse(text, OqlFields.TRACES).orElseThrow();
    Not not = (Not) and.parts().getFirst();
    Condition first = (Condition) not.part();
    Or or = (Or) and.parts().getLast();

    assertThat(part(text, and.at()))
        .isEqualTo("NOT  metadata.\"a\" >  5  AND (name = 'x' OR tags is_empty )");
    assertThat(part(text, not.at())).isEqualTo("NOT  metadata.\"a\" >  5");
    assertThat(part(text, first.at())).isEqualTo("metadata.\"a\" >  5");
    assertThat(part(text, first.places().field())).isEqualTo("metadata.\"a\"");
    assertThat(part(text, first.places().operator())).isEqualTo(">");
    assertThat(part(text, first.places().value())).isEqualTo("5");
    assertThat(part(text, or.at())).isEqualTo("name = 'x' OR tags is_empty");
    assertThat(part(text, or.parts().getLast().at())).isEqualTo("tags is_empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nam = 'x'                  | 0  | 3 | there is no field 'nam'                        |"
            + " name",
        "name                       | 4  | 0 | the query ends too early                       |"
            + " contains",
        "name 'x'                   | 5  | 1 | ''' cannot stand here                          |"
            + " contains",
        "name >= 'x'                | 5  | 2 | '>=' does not work on 'name'                   |"
            + " contains",
        "name is_empty              | 5  | 8 | 'is_empty' does not work on 'name'             | =",
        "name matches 'x'           | 5  | 7 | 'matches' cannot stand here                    | =",
        "name not 'x'               | 5  | 3 | 'not' cannot stand here                        |"
            + " not_contains",
        "name =                     | 6  | 0 | the query ends too early                       | a"
            + " text in quotes",
        "name = x                   | 7  | 1 | 'x' cannot stand here                          | a"
            + " text in quotes",
        "name = 'x                  | 7  | 2 | the quotes are not closed                      | '",
        "name = ''                  | 7  | 2 | 'name' needs a value that is not empty         | ``",
        "name = 'x' name = 'y'      | 11 | 4 | 'name' cannot stand here                       |"
            + " AND",
        "name = 'x' and             | 14 | 0 | the query ends too early                       |"
            + " NOT",
        "(name = 'x'                | 11 | 0 | the query ends too early                       | )",
        "name = 'x')                | 10 | 1 | ')' cannot stand here                          | OR",
        "()                         | 1  | 1 | ')' cannot stand here                          |"
            + " name",
        "name.first = 'x'           | 4  | 6 | 'name' takes no key                            |"
            + " contains",
        "metadata = 'x'             | 0  | 8 | 'metadata' needs a key                         |"
            + " 'metadata' with a dot and a key",
        "metadata. = 'x'            | 9  | 0 | a key is missing                               | a"
            + " key",
        "input.'' = 'x'             | 6  | 2 | the key is empty                               | a"
            + " key",
        "metadata.a[x] = 'x'        | 10 | 1 | the brackets are not closed around a position or a"
            + " key in quotes | ]",
        "duration > 'x'             | 11 | 3 | the value 'x' of 'duration' is not a decimal number"
            + " | a decimal number",
        "duration > 5.              | 11 | 2 | the value '5.' of 'duration' is not a decimal number"
            + " | a decimal number",
        "start_time > 2026-13-01    | 13 | 10 | the value '2026-13-01' of 'start_time' is not an"
            + " ISO-8601 time | an ISO-8601 time",
        "environment in 'a'         | 15 | 1 | ''' cannot stand here                          | (",
        "environment in ('a' 'b')   | 20 | 1 | ''' cannot stand here                          | ,",
        "environment in ()          | 16 | 1 | ')' cannot stand here                          | a"
            + " text in quotes",
        "usage > 5                  | 0  | 5 | 'usage' needs a key                            |"
            + " 'usage' with a dot and a key",
      })
  void anErrorSaysWhatIsWrongWhereAndWhatWasExpected(
      String text, int offset, int length, String message, String expected) {
    OqlException error = error(text);

    assertThat(error).hasMessage(message);
    assertThat(error.at()).isEqualTo(new TextRange(offset, length));
    if (!expected.isEmpty()) {
      assertThat(error.expected()).contains(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not ", "NOT(", "(name = 'x' and ", "metadata.a[", "name = '''"})
  void whatIsHostileIsRefusedAndNotFollowed(String piece) {
    assertThat(error(piece.repeat(100_000)).getMessage()).contains("at most");
    assertThat(error(piece.repeat(OqlParser.MOST_CHARS / piece.length()))).isNotNull();
  }

  @Test
  void depthAndTheNumberOfConditionsAreBounded() throws OqlException {
    int most = OqlParser.MOST_DEPTH;
    String deep = "(".repeat(most) + "name = 'x'" + ")".repeat(most);
    String wide = "id='a'" + " or id='a'".repeat(OqlParser.MOST_CONDITIONS - 1);

    assertThat(Oql.parse(deep, OqlFields.SPANS)).isPresent();
    assertThat(error("(" + deep + ")").at()).isEqualTo(new TextRange(most, 1));
    assertThat(Oql.parse(wide, OqlFields.SPANS)).isPresent();
    assertThat(error(wide + " or id='a'").at().offset()).isEqualTo(wide.length() + 4);
  }

  @Test
  void aTreeIsPrintedWithNoMoreParenthesesThanItTakes() {
    assertThat(or(A, and(not(B), C)).text())
        .isEqualTo("name = \"a\" OR NOT duration > 5 AND tags is_empty");
    assertThat(not(and(or(A, B), C)).text())
        .isEqualTo("NOT ((name = \"a\" OR duration > 5) AND tags is_empty)");
    assertThat(new Condition("metadata", "a\"b", Operator.CONTAINS, "x\"\\y").text())
        .isEqualTo("metadata.\"a\"\"b\" contains \"x\"\"\\y\"");
    assertThat(new Condition("environment", "", Operator.IN, "a,b").text())
        .isEqualTo("environment in (\"a\", \"b\")");
  }

  @Test
  void aFieldSaysWhatItCanBeAskedWithAKeyAndWithout() {
    OqlField input = OqlFields.SPANS.find("input").orElseThrow();
    OqlField metadata = OqlFields.SPANS.find("metadata").orElseThrow();

    assertThat(input.takesKey()).isTrue();
    assertThat(input.needsKey()).isFalse();
    assertThat(input.operators(false)).doesNotContain(Operator.IS_EMPTY);
    assertThat(input.operators(true)).contains(Operator.IS_EMPTY);
    assertThat(metadata.needsKey()).isTrue();
    assertThat(metadata.operators(false)).isEmpty();
    assertThat(OqlFields.THREADS.find("input")).isEmpty();
  }

  private static Oql tree(String text) {
    try {
      return Oql.parse(text, OqlFields.TRACES).map(Oql::placeless).orElseThrow();
    } catch (OqlException e) {
      throw new AssertionError(text + ": " + e.getMessage() + ", " + e.details(), e);
    }
  }

  private static OqlException error(String text) {
    return catchThrowableOfType(
        OqlException.class, () -> Optional.of(Oql.parse(text, OqlFields.TRACES)));
  }

  private static String part(String text, TextRange at) {
    return text.substring(at.offset(), at.end());
  }

  private static Oql and(Oql... parts) {
    return new And(List.of(parts), TextRange.NOWHERE);
  }

  private static Oql or(Oql... parts) {
    return new Or(List.of(parts), TextRange.NOWHERE);
  }

  private static Oql not(Oql part) {
    return new Not(part, TextRange.NOWHERE);
  }
}
