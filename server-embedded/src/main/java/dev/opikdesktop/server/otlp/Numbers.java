package dev.opikdesktop.server.otlp;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Numbers as exporters write them: as such, or in text. */
final class Numbers {
  private Numbers() {}

  /** The number that a value is, or empty. */
  static Optional<BigDecimal> of(AnyValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> Optional.of(BigDecimal.valueOf(value.getIntValue()));
      case DOUBLE_VALUE ->
          Double.isFinite(value.getDoubleValue())
              ? Optional.of(BigDecimal.valueOf(value.getDoubleValue()))
              : Optional.empty();
      case STRING_VALUE -> of(value.getStringValue());
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> of(String text) {
    // A number as text is short; a long one would only cost time to find out that it is none.
    if (text.isBlank() || text.length() > 40) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return Math.abs((long) number.scale()) <= 40 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The "total" of a JSON object in text, else the sum of its numbers, or empty. */
  static Optional<BigDecimal> sum(AnyValue value) {
    Optional<JsonText> object = AttributeJson.structured(AttributeJson.text(value));
    if (object.isEmpty() || !object.get().isObject()) {
      return Optional.empty();
    }
    JsonNode numbers = Json.MAPPER.readTree(object.get().utf8());
    if (numbers.path("total").isNumber()) {
      return Optional.of(numbers.path("total").decimalValue());
    }
    return numbers.values().stream()
        .filter(JsonNode::isNumber)
        .map(JsonNode::decimalValue)
        .reduce(BigDecimal::add);
  }

  /** The whole number of 32 bits that comes closest. */
  static int clamped(BigDecimal number) {
    return (int) Math.clamp(number.doubleValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
