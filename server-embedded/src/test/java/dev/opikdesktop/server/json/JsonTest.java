package dev.opikdesktop.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;

class JsonTest {
  /** A small body as a resource would declare it. */
  record Body(
      @Nullable String projectName,
      @Nullable Instant startTime,
      @Nullable JsonText input,
      @Nullable Integer count) {}

  @Test
  void namesAreSnakeCaseAndNullsAreLeftOut() {
    assertThat(Json.MAPPER.writeValueAsString(new Body("p", null, null, 3)))
        .isEqualTo("{\"project_name\":\"p\",\"count\":3}");
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(Json.MAPPER.readValue("{\"project_name\":\"p\",\"new\":1}", Body.class))
        .isEqualTo(new Body("p", null, null, null));
  }

  @Test
  void anExplicitNullPayloadIsAValueAndAnAbsentOneIsNone() {
    assertThat(Json.MAPPER.readValue("{\"input\":null}", Body.class).input())
        .isEqualTo(JsonText.NULL);
    assertThat(Json.MAPPER.readValue("{}", Body.class).input()).isNull();
  }

  @Test
  void aPayloadPassesThroughARecordUnchanged() {
    String json = "{\"input\":{\"a\":[1.10,\"\u20ac\"]}}";
    assertThat(Json.MAPPER.writeValueAsString(Json.MAPPER.readValue(json, Body.class)))
        .isEqualTo(json);
  }

  @Test
  void aLargePayloadIsWrittenByteForByte() {
    JsonText payload = JsonText.of("\"" + "\u20acx".repeat(100_000) + "\"");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = Json.generator(out)) {
      generator.writeStartArray();
      Json.write(generator, payload);
      Json.write(generator, JsonText.NULL);
      generator.writeEndArray();
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[" + payload + ",null]");
  }

  @Test
  void textOutsideOfTheBasicPlaneIsPlainUtf8() {
    assertThat(new String(Json.MAPPER.writeValueAsBytes("\ud83d\ude00"), StandardCharsets.UTF_8))
        .isEqualTo("\"\ud83d\ude00\"");
  }

  @Test
  void instantsAreReadWithAnyOffsetAndWrittenInUtc() {
    Body body =
        Json.MAPPER.readValue("{\"start_time\":\"2026-11-23T12:00:00.5+01:00\"}", Body.class);
    assertThat(body.startTime()).isEqualTo(Instant.parse("2026-11-23T11:00:00.5Z"));
    assertThat(Json.MAPPER.writeValueAsString(body))
        .isEqualTo("{\"start_time\":\"2026-11-23T11:00:00.500Z\"}");
    assertThat(Json.instant("2026-11-23T12:00:00+01:00")).isEqualTo("2026-11-23T11:00:00Z");
    assertThatThrownBy(() -> Json.instant("2026-11-23")).isInstanceOf(DateTimeException.class);
  }

  @Test
  void instantsHaveNoMoreDigitsThanTheyNeed() {
    assertThat(Json.text(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(Json.text(Instant.ofEpochSecond(0, 1_000))).isEqualTo("1970-01-01T00:00:00.000001Z");
    assertThat(Json.MAPPER.writeValueAsString(Instant.ofEpochSecond(0, 1)))
        .isEqualTo("\"1970-01-01T00:00:00.000000001Z\"");
  }

  @Test
  void theLenientNumbersOfPythonAreRead() {
    assertThat(Json.MAPPER.readTree("[NaN,-Infinity]").get(0).isNumber()).isTrue();
  }
}
