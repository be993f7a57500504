package dev.opikdesktop.desktop.explorer.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.Payload;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpanEventsTest {
  private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");

  @Test
  void theTextOfAListInTheMetadataIsReadWithTimesFromTheStart() {
    SpanEvents events =
        SpanEvents.of(
            new Payload(
                """
                {"a": 1, "opentelemetry.events": "[{\\"name\\": \\"retry\\", \
                \\"timestamp\\": \\"2026-11-26T10:00:00.412Z\\", \\"attributes\\": {\\"attempt\\": 2}}, \
                {\\"name\\": \\"early\\", \\"timestamp\\": \\"2026-11-26T09:59:59.995Z\\"}]"}
                """,
                false),
            START);

    assertThat(events.count()).isEqualTo(2);
    assertThat(events.events().json())
        .isEqualTo(
            """
            [{"after the start":"0.41 s","name":"retry","timestamp":"2026-11-26T10:00:00.412Z",\
            "attributes":{"attempt":2}},\
            {"before the start":"5.0 ms","name":"early","timestamp":"2026-11-26T09:59:59.995Z"}]\
            """);
  }

  @Test
  void aListThatIsNoTextIsReadTooAndWhatIsNoTimeStaysAsItIs() {
    SpanEvents events =
        SpanEvents.of(
            new Payload("{\"opentelemetry.events\": [{\"name\": \"a\", \"timestamp\": 7}]}", false),
            START);

    assertThat(events.events().json()).isEqualTo("[{\"name\":\"a\",\"timestamp\":7}]");
  }

  @Test
  void metadataWithoutEventsOrWithBrokenOnesHaveNone() {
    assertThat(SpanEvents.of(new Payload("{\"a\": 1}", false), START)).isEqualTo(SpanEvents.NONE);
    assertThat(SpanEvents.of(new Payload("{\"opentelemetry.events\": \"[{\"}", false), START))
        .isEqualTo(SpanEvents.NONE);
    assertThat(SpanEvents.of(new Payload("{\"opentelemetry.events\": \"[]\"}", false), START))
        .isEqualTo(SpanEvents.NONE);
  }
}
