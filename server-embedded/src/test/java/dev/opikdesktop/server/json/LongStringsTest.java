package dev.opikdesktop.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

class LongStringsTest {
  private static final int LONG = 3 * LongStrings.KEPT_BYTES;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "q\\\"uo\\\\te\\/\\n\\t\\b\\f\\r",
        "\u00e9\u4e2d\ud83d\ude00",
        "\\u4e2d",
        "\\ud83d\\ude00",
        "\\ud83dx\\ude00",
        "\\u0000\\u001f\\u0022\\u005c\\u0041",
        "\\ud83d"
      })
  void aLongStringIsReadAsAShortOneIs(String piece) {
    String json =
        "{\"before\":[1,\"%1$s\"],\"long\":\"%2$s\",\"then\":[\"%2$s\",\"\",\"%1$s\"]}"
            .formatted(piece, piece.repeat(LONG / piece.length()));

    for (int shift = 0; shift < 8; shift++) {
      String shifted = json.replace("\"long\":\"", "\"long\":\"" + "x".repeat(shift));
      assertThat(lifted(shifted)).isEqualTo(plainly(shifted));
    }
  }

  @Test
  void theParserNeverSeesMoreThanTheBeginning() throws Exception {
    byte[] json = ("\"" + "x".repeat(LONG) + "\"").getBytes(StandardCharsets.UTF_8);
    try (LongStrings in = new LongStrings(new ByteArrayInputStream(json))) {
      assertThat(in.readAllBytes()).hasSizeLessThan(LongStrings.KEPT_BYTES + 100);
    }
  }

  @Test
  void aStringOfTheGreatestLengthPassesAndNoLongerOne() {
    assertThat(read(of(Json.MAX_STRING_LENGTH)).utf8()).hasSize(Json.MAX_STRING_LENGTH + 2);
    assertThatThrownBy(() -> read(of(Json.MAX_STRING_LENGTH + 1)))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("104857600 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\x", "\\u12G4", "\n", "\u0001"})
  void whatIsNoJsonInALongStringIsRefused(String wrong) {
    String json = "\"" + "x".repeat(LONG) + wrong + "\"";
    assertThatThrownBy(() -> lifted(json)).isInstanceOf(JacksonException.class);
  }

  @Test
  void aLongStringThatDoesNotEndIsRefused() {
    assertThatThrownBy(() -> lifted("\"" + "x".repeat(LONG))).isInstanceOf(JacksonException.class);
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] json = ("\"" + "x".repeat(LONG) + "??\"").getBytes(StandardCharsets.UTF_8);
    json[json.length - 3] = (byte) 0xC3;
    assertThatThrownBy(() -> read(new ByteArrayInputStream(json)))
        .isInstanceOf(JacksonException.class);
  }

  private static InputStream of(int length) {
    byte[] text = new byte[length];
    Arrays.fill(text, (byte) 'x');
    InputStream quote = new ByteArrayInputStream(new byte[] {'"'});
    InputStream end = new ByteArrayInputStream(new byte[] {'"'});
    return new SequenceInputStream(
        new SequenceInputStream(quote, new ByteArrayInputStream(text)), end);
  }

  private static String lifted(String json) {
    return read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))).toString();
  }

  private static JsonText read(InputStream json) {
    LongStrings in = new LongStrings(json);
    try (JsonParser parser = Json.parser(in)) {
      return new JsonTextReader(in).read(parser);
    }
  }

  private static String plainly(String json) {
    try (JsonParser parser = Json.parser(json.getBytes(StandardCharsets.UTF_8))) {
      return new JsonTextReader().read(parser).toString();
    }
  }
}
