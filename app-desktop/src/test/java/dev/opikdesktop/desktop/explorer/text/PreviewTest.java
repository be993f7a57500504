package dev.opikdesktop.desktop.explorer.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"messages\":[{\"role\":\"system\",\"content\":\"Be"
            + " kind\"},{\"role\":\"user\",\"content\":\"Hello?\"}]} | Hello?",
        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is"
            + " it?\"},{\"type\":\"image_url\",\"image_url\":{}}]}] | What is it?",
        "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Paris.\"}}]}"
            + " | Paris.",
        "{\"content\":[{\"type\":\"text\",\"text\":\"From Claude\"}],\"role\":\"assistant\"} | From"
            + " Claude",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"From Gemini\"}]}}]} | From Gemini",
        "{\"request_data\":{\"model\":\"gpt-4o\"},\"gen_ai.input.messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"From"
            + " OpenTelemetry\"}]}]} | From OpenTelemetry",
        "{\"llm.provider\":\"openai\",\"input.value\":{\"messages\":[{\"role\":\"user\",\"content\":\"From"
            + " Phoenix\"}]}} | From Phoenix",
        "{\"question\":\"Why?\",\"user_id\":7} | Why?",
        "{\"anything\":\"the only field\"} | the only field",
        "{\"output\":{\"answer\":\"nested\"}} | nested",
        "\"just text\" | just text",
        "42 | 42",
        "{\"answer\":\"# A **bold** receipt\\n"
            + "\\n"
            + "- `49.90` *now*\\n"
            + "> see [the shop](http://x.y/z)\"} | A bold receipt · 49.90 now see the shop",
        "{\"answer\":\"2*3*4 and __init__ and a_b_c\"} | 2*3*4 and __init__ and a_b_c",
        "{\"topic\":\"tides\",\"depth\":2,\"none\":null} | topic: tides · depth: 2",
        "[{\"a\":1},{\"b\":2}] | [{\"a\":1},{\"b\":2}]",
        "[\"x\",\"y\"] | x y",
      })
  void saysWhatAPersonWouldRead(String json, String expected) {
    assertThat(Preview.of(new Payload(json, false))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"},{\"role\":\"assistant\",\"content\":\"Good"
            + " day.\"}]} | Good day.",
        "[{\"type\":\"human\",\"content\":\"Hello?\"},{\"type\":\"ai\",\"content\":\"Good"
            + " day.\"}] | Good day.",
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"function\":{\"name\":\"find\",\"arguments\":\"{\\\"id\\\":7}\"}}]}}]}"
            + " | find({\"id\":7})",
        "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"name\":\"find\",\"input\":{\"id\":7}}]}"
            + " | find({\"id\":7})",
      })
  void ofAnAnswerItSaysWhatTheAssistantSaid(String json, String expected) {
    assertThat(Preview.answered(new Payload(json, false)).line()).isEqualTo(expected);
  }

  @Test
  void whatToolsGaveBackIsNotWhatTheUserAsked() {
    String json =
        """
        [{"role": "user", "content": "Where is it?"},
         {"role": "user", "content": [{"type": "tool_result", "content": "{}"}]}]\
        """;

    assertThat(Preview.of(new Payload(json, false))).isEqualTo("Where is it?");
  }

  @Test
  void nothingHasNoPreview() {
    assertThat(Preview.of(Payload.NONE)).isEmpty();
    assertThat(Preview.of(new Payload("{}", false))).isEmpty();
  }

  @Test
  void lineBreaksBecomeSpacesAndLongTextEnds() {
    String preview = Preview.of(new Payload("\"a\\n\\n  b" + "c".repeat(1000) + "\"", false));

    assertThat(preview).startsWith("a bccc").hasSize(300);
  }

  @Test
  void theBeginningOfALongPayloadStillTellsItsFirstText() {
    String cut = "{\"question\":\"What is in this file?\",\"file\":\"" + "A".repeat(10_000);

    assertThat(Preview.of(new Payload(cut, true))).isEqualTo("What is in this file?");
  }

  @Test
  void aTextInWhichThePayloadEndsIsToldAsFarAsItGoes() {
    String cut =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be kind\"},"
            + "{\"role\":\"user\",\"content\":\"Read \\\"this\\\": b\\u00e";

    assertThat(Preview.of(new Payload(cut, true))).isEqualTo("Read \"this\": b");
  }

  @ParameterizedTest
  @CsvSource({"{\"question\"", "[", "\"\\", "{\"a\":tru", "[1", "{\"a\":[{\"b\":\"c\"},"})
  void noEndOfAPayloadIsTooEarly(String cut) {
    assertThat(Preview.of(new Payload(cut, true))).doesNotContain("\\");
  }

  @Test
  void moreIsSaidAsItWasWritten() {
    Payload payload = new Payload("\"# Title\\n\\n- one\\n- two\"", false);

    assertThat(Preview.answered(payload))
        .isEqualTo(new Excerpt("Title · one · two", "# Title\n\n- one\n- two"));
  }

  @Test
  void linksAreFoundWithoutTheSignsAroundThem() {
    String text =
        "See [the shop](https://shop.example/a?b=1), https://en.example/A_(b)."
            + " Again https://shop.example/a?b=1! Not http:// nor ftp://x.y"
            + "a".repeat(1_100)
            + " https://cut.example/and-a-long-path-that-is-cut";

    assertThat(Preview.of(new Payload("\"" + text + "\"", false))).startsWith("See the shop");
    assertThat(Preview.asked(new Payload("\"" + text + "\"", false)).links())
        .map(Object::toString)
        .containsExactly("https://shop.example/a?b=1", "https://en.example/A_(b)");
  }
}
