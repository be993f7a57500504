package dev.opikdesktop.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.query.JsonPath.Step.Index;
import dev.opikdesktop.server.query.JsonPath.Step.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPathTest {
  @Test
  void dotsAndBracketsAreStepsAndTheDollarBeforeThemIsOptional() {
    JsonPath path = new JsonPath(List.of(new Key("a"), new Index(2), new Key("b c")));

    assertThat(JsonPath.of("a[2].b c")).isEqualTo(path);
    assertThat(JsonPath.of("$.a[2].b c")).isEqualTo(path);
  }

  @Test
  void theDollarAloneIsTheDocument() {
    assertThat(JsonPath.of("$").steps()).isEmpty();
  }

  @Test
  void keysWithDotsBracketsAndQuotesStandInBracketsOrQuotes() {
    assertThat(JsonPath.of("a['b.c']").steps()).containsExactly(new Key("a"), new Key("b.c"));
    assertThat(JsonPath.of("a[\"b\\\"[0].c\\\\\"].d").steps())
        .containsExactly(new Key("a"), new Key("b\"[0].c\\"), new Key("d"));
    assertThat(JsonPath.of("$.\"b.c\"").steps()).containsExactly(new Key("b.c"));
  }

  @Test
  void aQuoteWithinAKeyBelongsToIt() {
    assertThat(JsonPath.of("k'").steps()).containsExactly(new Key("k'"));
    assertThat(JsonPath.of("it\"s.x").steps()).containsExactly(new Key("it\"s"), new Key("x"));
  }

  @Test
  void aBracketThatIsNotClosedBelongsToTheKey() {
    assertThat(JsonPath.of("a[").steps()).containsExactly(new Key("a["));
    assertThat(JsonPath.of("a[x].b").steps()).containsExactly(new Key("a[x]"), new Key("b"));
  }
}
