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
        "{\"a\":1,\"b\":2} | {\"a\":1,\"b\":2}",
        "[\"x\",\"y\"] | x y",
      })
  void saysWhatAPersonWouldRead(String json, String expected) {
    assertThat(Preview.of(new Payload(json, false))).isEqualTo(expected);
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
}
