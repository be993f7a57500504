package dev.opikdesktop.server.http;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.json.JsonTextReader;
import dev.opikdesktop.server.json.LongStrings;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a request's fields straight from the token stream, as leniently as the original does:
 * numbers may come as strings, a whole number may have decimals. What cannot be read is 400.
 *
 * <p>One reader serves one request. Not for several threads.
 */
public final class FieldReader implements AutoCloseable {
  private static final int MOST_DIGITS = 400;

  /** Some thousand years on either side of 1970; closer bounds are the validation's to set. */
  private static final BigDecimal FARTHEST_SECOND = BigDecimal.valueOf(250_000_000_000L);

  private final JsonParser parser;
  private final LongStrings longStrings;
  private final JsonTextReader texts;

  public FieldReader(InputStream body) {
    this.longStrings = new LongStrings(body);
    this.parser = Json.parser(longStrings);
    this.texts = new JsonTextReader(longStrings);
  }

  /** Opens the body's object and hands each field's name over; the value is the current token. */
  public void body(Consumer<String> field) {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      throw ApiException.malformedJson("The body must be a JSON object");
    }
    fields(field);
    if (parser.nextToken() != null) {
      throw ApiException.malformedJson("Something follows the JSON object");
    }
  }

  /** Hands over the fields of the object whose start is the current token. */
  public void object(Consumer<String> field) {
    expect(JsonToken.START_OBJECT, "an object");
    fields(field);
  }

  /** Calls the element reader for each element of the array whose start is the current token. */
  public void array(Runnable element) {
    if (isNull()) {
      return;
    }
    expect(JsonToken.START_ARRAY, "an array");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.run();
    }
  }

  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  public void skip() {
    parser.skipChildren();
  }

  /** Any JSON; an explicit null is {@link JsonText#NULL}. */
  public JsonText json() {
    return texts.read(parser);
  }

  public @Nullable String text() {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> string();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> parser.getString();
      default -> throw wrong("a string");
    };
  }

  private String string() {
    return longStrings.haveTaken()
        ? Json.MAPPER.readValue(texts.read(parser).utf8(), String.class)
        : parser.getString();
  }

  public @Nullable UUID uuid() {
    String text = text();
    if (text == null) {
      return null;
    }
    try {
      if (text.length() == 36) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      // The common end of this method says it.
    }
    throw ApiException.malformedJson("'" + abridged(text) + "' is no UUID" + where());
  }

  /**
   * ISO-8601 with any offset, or seconds since 1970 as a number, as Java's JSON mappers read it.
   */
  public @Nullable Instant instant() {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      BigDecimal seconds = decimal();
      if (seconds == null || seconds.abs().compareTo(FARTHEST_SECOND) > 0) {
        throw wrong("a time");
      }
      BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
      return Instant.ofEpochSecond(
          whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValue());
    }
    String text = text();
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Json.instant(text);
    } catch (DateTimeException e) {
      throw ApiException.malformedJson("'" + abridged(text) + "' is no ISO-8601 time" + where());
    }
  }

  /**
   * A number with all its digits. Its exponent is bounded: a few characters like 1e50000000 would
   * otherwise become megabytes of digits in whatever is computed with it.
   */
  public @Nullable BigDecimal decimal() {
    BigDecimal value = anyDecimal();
    if (value != null
        && (Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS)) {
      throw wrong("a number of a sensible size");
    }
    return value;
  }

  private @Nullable BigDecimal anyDecimal() {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT -> parser.getDecimalValue();
      case VALUE_NUMBER_FLOAT -> {
        if (parser.isNaN()) {
          throw wrong("a number");
        }
        yield parser.getDecimalValue();
      }
      case VALUE_STRING -> {
        try {
          yield parser.getString().isBlank() ? null : new BigDecimal(parser.getString().strip());
        } catch (NumberFormatException e) {
          throw wrong("a number");
        }
      }
      default -> throw wrong("a number");
    };
  }

  /** A number as a double, which has to hold it: nothing beyond 1.8e308. */
  public @Nullable Double number() {
    BigDecimal value = decimal();
    if (value == null) {
      return null;
    }
    double number = value.doubleValue();
    if (Double.isInfinite(number)) {
      throw wrong("a number of a sensible size");
    }
    return number;
  }

  /** A 32-bit whole number; decimals are cut off. */
  public @Nullable Integer integer() {
    BigDecimal value = decimal();
    if (value == null) {
      return null;
    }
    try {
      return value.toBigInteger().intValueExact();
    } catch (ArithmeticException e) {
      throw wrong("a 32-bit number");
    }
  }

  /** An array of strings; null for an explicit null. Null elements are left out. */
  public @Nullable List<String> strings() {
    if (isNull()) {
      return null;
    }
    List<String> values = new ArrayList<>();
    array(
        () -> {
          String value = text();
          if (value != null) {
            values.add(value);
          }
        });
    return values;
  }

  /** An array of UUIDs. */
  public List<UUID> uuids() {
    List<UUID> values = new ArrayList<>();
    array(
        () -> {
          UUID value = uuid();
          if (value != null) {
            values.add(value);
          }
        });
    return values;
  }

  /** A map of 32-bit numbers; null for an explicit null. Null values are left out. */
  public @Nullable Map<String, Integer> integers() {
    if (isNull()) {
      return null;
    }
    Map<String, Integer> values = new LinkedHashMap<>();
    object(
        name -> {
          Integer value = integer();
          if (value != null) {
            values.put(name, value);
          }
        });
    return values;
  }

  public boolean flag() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      case VALUE_STRING -> Boolean.parseBoolean(parser.getString());
      default -> throw wrong("true or false");
    };
  }

  @Override
  public void close() {
    parser.close();
  }

  private void fields(Consumer<String> field) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      field.accept(name);
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw ApiException.malformedJson("The JSON object does not end");
    }
  }

  private void expect(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw wrong(what);
    }
  }

  private ApiException wrong(String expected) {
    return ApiException.malformedJson("Expected " + expected + where());
  }

  private String where() {
    String name = parser.currentName();
    return name == null ? "" : " in field '" + abridged(name) + "'";
  }

  private static String abridged(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
