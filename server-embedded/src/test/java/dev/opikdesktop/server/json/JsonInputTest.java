package dev.opikdesktop.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.server.json.JsonInput.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonInputTest {
  private static JsonInput of(String json) {
    return new JsonInput(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String lifted(String json) {
    return of(json).json().toString();
  }

  @Test
  void namesAndValuesComeInTheirOrderAndSoOftenAsTheyStandThere() {
    JsonInput in = of(" { \"a\" : 1.50 , \"b\" : [ true , { } ] , \"a\" : \"x\" } ");
    assertThat(in.kind()).isEqualTo(Kind.OBJECT);
    in.open();
    assertThat(in.nextName()).isEqualTo("a");
    assertThat(in.text()).isEqualTo("1.50");
    assertThat(in.nextName()).isEqualTo("b");
    in.open();
    assertThat(in.nextElement()).isTrue();
    assertThat(in.kind()).isEqualTo(Kind.TRUE);
    in.skip();
    assertThat(in.nextElement()).isTrue();
    assertThat(in.json()).isEqualTo(JsonText.of("{}"));
    assertThat(in.nextElement()).isFalse();
    assertThat(in.nextName()).isEqualTo("a");
    assertThat(in.text()).isEqualTo("x");
    assertThat(in.nextName()).isNull();
    assertThat(in.kind()).isEqualTo(Kind.NOTHING);
  }

  @Test
  void severalValuesOfOneTextKeepTheirContent() {
    JsonInput in = of("[ {\"a\": [1, 2]}, \"\\u00e4\", NaN, [ ], \"plain\" ]");
    in.open();
    StringBuilder all = new StringBuilder();
    java.util.List<JsonText> values = new java.util.ArrayList<>();
    while (in.nextElement()) {
      values.add(in.json());
    }
    values.forEach(value -> all.append(value).append(' '));
    assertThat(all).hasToString("{\"a\":[1,2]} \"\u00e4\" \"NaN\" [] \"plain\" ");
  }

  @Test
  void manyNumbersThatJsonDoesNotHaveFindRoom() {
    String json = "[" + "NaN,".repeat(10_000) + "-Infinity,{\"a\":[Infinity]}]";
    assertThat(lifted(json))
        .isEqualTo(json.replace("NaN", "\"NaN\"").replaceAll("(-?Infinity)", "\"$1\""));
  }

  @Test
  void aSurrogateIsPairedHoweverItIsWritten() {
    byte[] json = "[\"\\ud83d???\",\"???x\"]".getBytes(StandardCharsets.US_ASCII);
    byte[] low = {(byte) 0xED, (byte) 0xB8, (byte) 0x80};
    System.arraycopy(low, 0, json, 8, 3);
    System.arraycopy(low, 0, json, 14, 3);
    assertThat(new JsonInput(json).json()).hasToString("[\"\ud83d\ude00\",\"\ufffdx\"]");
  }

  @Test
  void stringsAreReadWithTheirEscapes() {
    assertThat(of("\"\\u00e4\\n\\\"\\/\u20ac\\ud83d\\ude00\"").text())
        .isEqualTo("\u00e4\n\"/\u20ac\ud83d\ude00");
    assertThat(of("\"" + "long ".repeat(100) + "\"").text()).isEqualTo("long ".repeat(100));
  }

  @Test
  void aUuidIsReadOnlyInItsUsualForm() {
    UUID id = UUID.fromString("0190f6c2-7b1e-7abc-8def-0123456789ab");
    assertThat(of("\"" + id + "\"").uuid()).isEqualTo(id);
    assertThat(of("\"" + id.toString().toUpperCase(java.util.Locale.ROOT) + "\"").uuid())
        .isEqualTo(id);
    for (String other :
        new String[] {
          "\"0190f6c2-7b1e-7abc-8def-0123456789a\"",
          "\"0190f6c2-7b1e-7abc-8def-0123456789ag\"",
          "\"0190f6c2,7b1e-7abc-8def-0123456789ab\"",
          "\"-190f6c2-7b1e-7abc-8def-0123456789ab\"",
          "\"0190f6c2-7b1e-7abc-8def-0123456789ab",
          "\"\""
        }) {
      JsonInput in = of(other);
      assertThat(in.uuid()).as(other).isNull();
      assertThat(in.position()).isZero();
    }
  }

  @Test
  void aTimeInAnotherFormStaysWhereItIs() {
    assertThat(of("\"2026-11-25T21:03:04.5+01:00\"").instant())
        .isEqualTo(Instant.parse("2026-11-25T20:03:04.5Z"));
    JsonInput in = of("\"2026-11-25\"");
    assertThat(in.instant()).isNull();
    assertThat(in.text()).isEqualTo("2026-11-25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void everyEncodingOfUnicodeIsReadWithAndWithoutItsMark(String charset) {
    String json = "{\"a\":\"\u4e2d\ud83d\ude00\"}";
    for (String text : new String[] {json, "\ufeff" + json}) {
      assertThat(new JsonInput(text.getBytes(Charset.forName(charset))).json()).hasToString(json);
    }
  }

  @Test
  void aStringOfTheGreatestLengthPassesAndNoLongerOne() {
    assertThat(of(Json.MAX_STRING_LENGTH).json().length()).isEqualTo(Json.MAX_STRING_LENGTH + 2);
    assertThatThrownBy(() -> of(Json.MAX_STRING_LENGTH + 1).json())
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("104857600 characters");
    assertThatThrownBy(() -> of(Json.MAX_STRING_LENGTH + 1).text())
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void aStringIsMeasuredInCharactersAndNotInBytes() {
    byte[] json = new byte[Json.MAX_STRING_LENGTH / 3 * 6 + 2];
    for (int i = 1; i < json.length - 1; i += 6) {
      System.arraycopy("\\u00e4".getBytes(StandardCharsets.US_ASCII), 0, json, i, 6);
    }
    json[0] = '"';
    json[json.length - 1] = '"';
    assertThat(new JsonInput(json).json().length()).isEqualTo(Json.MAX_STRING_LENGTH / 3 * 2 + 2);
  }

  private static JsonInput of(int length) {
    byte[] json = new byte[length + 2];
    Arrays.fill(json, (byte) 'x');
    json[0] = '"';
    json[length + 1] = '"';
    return new JsonInput(json);
  }

  @Test
  void nestingIsCountedFromTheOutermost() {
    assertThat(lifted("[".repeat(1000) + "]".repeat(1000))).hasSize(2000);
    assertThatThrownBy(() -> lifted("[".repeat(1001) + "]".repeat(1001)))
        .isInstanceOf(JacksonException.class);
    JsonInput in = of("[" + "[".repeat(1000) + "]".repeat(1000) + "]");
    in.open();
    in.nextElement();
    assertThatThrownBy(in::json).isInstanceOf(JacksonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":",
        "[1,",
        "\"abc",
        "{\"a\" 1}",
        "[1 2]",
        "[tru]",
        "[1,]",
        "{\"a\":1,}",
        "{,}",
        "[01]",
        "[-]",
        "[1.]",
        "[.5]",
        "[1e]",
        "[+1]",
        "[NaNs]",
        "[nullx]",
        "{a:1}",
        "{'a':1}",
        "[\"\\x\"]",
        "[\"\\u12G4\"]",
        "[\"\n\"]",
        "[\"\u0001\"]",
        "[1]]"
      })
  void whatIsNoJsonIsRefused(String json) {
    assertThatThrownBy(
            () -> {
              JsonInput in = of(json);
              in.json();
              if (in.kind() != Kind.NOTHING) {
                throw in.unexpected("the end");
              }
            })
        .isInstanceOf(JacksonException.class);
  }
}
