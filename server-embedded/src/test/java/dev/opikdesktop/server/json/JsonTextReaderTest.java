package dev.opikdesktop.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

class JsonTextReaderTest {
  private static String read(String json) {
    try (JsonParser parser = Json.parser(json.getBytes(StandardCharsets.UTF_8))) {
      parser.nextToken();
      return new JsonTextReader().read(parser).toString();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "-0",
        "\"\"",
        "{\"a\":{\"b\":[1,2,{\"c\":null}],\"d\":[]},\"e\":{}}",
        "[[],[[]],{}]",
        "\"quotes \\\" backslash \\\\ controls \\n\\r\\t\\b\\f\\u0000\\u001f\"",
        "\"\u00e4\u20ac\ud83d\ude00 \ud55c\uae00\"",
        "{\"\u00e4 \\\"key\\\"\":1}"
      })
  void compactJsonComesOutAsItWentIn(String json) {
    assertThat(read(json)).isEqualTo(json);
  }

  @Test
  void whiteSpaceOutsideOfStringsGoes() {
    assertThat(read(" { \"a\" : [ 1 , \" x \" ] } ")).isEqualTo("{\"a\":[1,\" x \"]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789012345678901234567890",
        "0.1000000000000000055511151231257827021181583404541015625",
        "1e400",
        "-1.50E+10",
        "9007199254740993"
      })
  void numbersKeepTheirDigits(String number) {
    assertThat(read("[" + number + "]")).isEqualTo("[" + number + "]");
  }

  @Test
  void numbersThatJsonDoesNotHaveBecomeStrings() {
    assertThat(read("{\"a\":NaN,\"b\":[Infinity,-Infinity,1.5]}"))
        .isEqualTo("{\"a\":\"NaN\",\"b\":[\"Infinity\",\"-Infinity\",1.5]}");
  }

  @Test
  void aSurrogateWithoutItsPartnerBecomesTheReplacementCharacter() {
    assertThat(read("\"a\\ud83db\\ude00\"")).isEqualTo("\"a\ufffdb\ufffd\"");
  }

  @Test
  void escapedAndPlainSpellingsOfACharacterAreTheSame() {
    assertThat(read("\"\\u00e4\\ud83d\\ude00\\/\"")).isEqualTo("\"\u00e4\ud83d\ude00/\"");
  }

  @Test
  void anExplicitNullIsTheNullValue() {
    assertThat(read("null")).isEqualTo("null");
    try (JsonParser parser = Json.parser("null".getBytes(StandardCharsets.UTF_8))) {
      assertThat(new JsonTextReader().read(parser)).isSameAs(JsonText.NULL);
    }
  }

  @Test
  void severalValuesAreReadOneAfterTheOther() {
    JsonTextReader reader = new JsonTextReader();
    byte[] json =
        "{\"input\":{\"x\":[1]},\"name\":\"n\",\"output\":\"y\"}".getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = Json.parser(json)) {
      parser.nextToken();
      assertThat(parser.nextName()).isEqualTo("input");
      parser.nextToken();
      JsonText input = reader.read(parser);
      assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
      assertThat(parser.nextName()).isEqualTo("name");
      parser.nextToken();
      assertThat(parser.nextName()).isEqualTo("output");
      parser.nextToken();
      assertThat(reader.read(parser)).isEqualTo(JsonText.of("\"y\""));
      assertThat(input).isEqualTo(JsonText.of("{\"x\":[1]}"));
    }
  }

  @Test
  void aLongStringIsKeptWhole() {
    String json = "\"" + "x\u00e4\\n".repeat(2_000_000) + "\"";
    assertThat(read(json)).isEqualTo(json);
  }

  @Test
  void aStringOfMoreThanTheMostIsRefused() {
    byte[] json = new byte[Json.MAX_STRING_LENGTH + 100];
    java.util.Arrays.fill(json, (byte) 'x');
    json[0] = '"';
    json[json.length - 1] = '"';
    try (JsonParser parser = Json.parser(json)) {
      parser.nextToken();
      assertThatThrownBy(() -> new JsonTextReader().read(parser))
          .isInstanceOf(JacksonException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "[1,", "\"abc", "{\"a\" 1}", "[1 2]", "[tru]"})
  void whatIsNoJsonIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(JacksonException.class);
  }

  @Test
  void nestingBeyondTheMostIsRefused() {
    assertThat(read("[".repeat(900) + "]".repeat(900))).hasSize(1800);
    assertThatThrownBy(() -> read("[".repeat(1100) + "]".repeat(1100)))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void randomTextSurvives() {
    Random random = new Random(42);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        int point = random.nextInt(5) == 0 ? random.nextInt(0x10000) : random.nextInt(0x100);
        if (!Character.isSurrogate((char) point)) {
          text.appendCodePoint(random.nextInt(20) == 0 ? 0x10000 + point : point);
        }
      }
      String json = Json.MAPPER.writeValueAsString(java.util.List.of(text.toString()));
      assertThat(Json.MAPPER.readTree(read(json)).get(0).asString()).isEqualTo(text.toString());
    }
  }
}
