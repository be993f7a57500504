package dev.opikdesktop.desktop.explorer.payload;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened during a span that came over OpenTelemetry: its metadata have the events under
 * {@code opentelemetry.events}, as a list or as the text of one (Opik contract 4.4).
 *
 * @param count how many there are
 * @param events a list of them: how long after the start each was, its name, its attributes
 */
record SpanEvents(int count, Payload events) {
  static final SpanEvents NONE = new SpanEvents(0, Payload.NONE);

  private static final String KEY = "opentelemetry.events";
  private static final double NANOS_A_MILLI = 1e6;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /**
   * Takes its time with large metadata.
   *
   * @param start of the span
   */
  static SpanEvents of(Payload metadata, Instant start) {
    if (!metadata.json().contains(KEY)) {
      return NONE;
    }
    try {
      JsonNode told = JSON.readTree(metadata.json()).path(KEY);
      JsonNode list = told.isString() ? JSON.readTree(told.stringValue()) : told;
      ArrayNode events = JSON.createArrayNode();
      list.forEach(event -> events.add(event(event, start)));
      return events.isEmpty()
          ? NONE
          : new SpanEvents(events.size(), new Payload(events.toString(), false));
    } catch (JacksonException cut) {
      return NONE;
    }
  }

  private static JsonNode event(JsonNode told, Instant start) {
    if (!told.isObject()) {
      return told;
    }
    ObjectNode event = JSON.createObjectNode();
    Instant time = time(told.path("timestamp"));
    if (time != null) {
      double millis = Duration.between(start, time).toNanos() / NANOS_A_MILLI;
      event.put(
          millis < 0 ? "before the start" : "after the start", Units.duration(Math.abs(millis)));
    }
    event.setAll((ObjectNode) told);
    return event;
  }

  private static @Nullable Instant time(JsonNode text) {
    try {
      return text.isString() ? OffsetDateTime.parse(text.stringValue()).toInstant() : null;
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
