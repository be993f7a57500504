package dev.opikdesktop.server.http;

import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonInput;
import dev.opikdesktop.server.json.JsonInput.Kind;
import dev.opikdesktop.server.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

/**
 * Reads a request's fields straight from the body's bytes, as leniently as the original does:
 * numbers may come as strings, a whole number may have decimals. What cannot be read is 400.
 *
 * <p>One reader serves one request. Not for several threads.
 */
public final class FieldReader implements AutoCloseable {
  private static final int MOST_DIGITS = 400;

  /** Some thousand years on either side of 1970; closer bounds are the validation's to set. */
  private static final BigDecimal FARTHEST_SECOND = BigDecimal.valueOf(250_000_000_000L);

  private final JsonInput json;

  /** The field that is being read, for messages. */
  private @Nullable String field;

  /** Reads the whole body into memory, where it stays until its payloads are written. */
  public FieldReader(InputStream body) {
    try (body) {
      this.json = new JsonInput(body.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the body's object and hands each field's name over; the value comes next. */
  public void body(Consumer<String> field) {
    if (json.kind() != Kind.OBJECT) {
      throw ApiException.malformedJson("The body must be a JSON object");
    }
    fields(field);
    if (json.kind() != Kind.NOTHING) {
      throw ApiException.malformedJson("Something follows the JSON object");
    }
  }

  /** Hands over the fields of the object that comes next. */
  public void object(Consumer<String> field) {
    expect(Kind.OBJECT, "an object");
    fields(field);
  }

  /** Calls the element reader for each element of the array that comes next. */
  public void array(Runnable element) {
    if (isNull()) {
      return;
    }
    expect(Kind.ARRAY, "an array");
    String outer = field;
    field = null;
    json.open();
    while (json.nextElement()) {
      int before = json.position();
      element.run();
      skipUnread(before);
    }
    field = outer;
  }

  /** Whether an explicit null comes next; it may be left there. */
  public boolean isNull() {
    return json.kind() == Kind.NULL;
  }

  public void skip() {
    json.skip();
  }

  /** Any JSON; an explicit null is {@link JsonText#NULL}. */
  public JsonText json() {
    return json.json();
  }

  public @Nullable String text() {
    return switch (json.kind()) {
      case NULL -> nothing();
      case STRING, NUMBER, NOT_A_NUMBER, TRUE, FALSE -> json.text();
      case OBJECT, ARRAY, NOTHING -> throw wrong("a string");
    };
  }

  /** Passes over a null. */
  private <T> @Nullable T nothing() {
    json.skip();
    return null;
  }

  public @Nullable UUID uuid() {
    UUID usual = json.kind() == Kind.STRING ? json.uuid() : null;
    return usual == null ? unusualUuid() : usual;
  }

  private @Nullable UUID unusualUuid() {
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
    return switch (json.kind()) {
      case NUMBER, NOT_A_NUMBER -> secondsSince1970();
      case STRING -> {
        Instant usual = json.instant();
        yield usual == null ? unusualInstant() : usual;
      }
      default -> unusualInstant();
    };
  }

  private Instant secondsSince1970() {
    BigDecimal seconds = decimal();
    if (seconds == null || seconds.abs().compareTo(FARTHEST_SECOND) > 0) {
      throw wrong("a time");
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValue());
  }

  private @Nullable Instant unusualInstant() {
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
    return switch (json.kind()) {
      case NULL -> nothing();
      case NUMBER, STRING -> {
        try {
          String text = json.text();
          yield text.isBlank() ? null : new BigDecimal(text.strip());
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
      return nothing();
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
      return nothing();
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
    return switch (json.kind()) {
      case TRUE, FALSE, STRING -> Boolean.parseBoolean(json.text());
      case NULL -> {
        json.skip();
        yield false;
      }
      default -> throw wrong("true or false");
    };
  }

  /** Nothing is held but memory. */
  @Override
  public void close() {}

  private void fields(Consumer<String> reader) {
    String outer = field;
    json.open();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      field = name;
      int before = json.position();
      reader.accept(name);
      skipUnread(before);
    }
    field = outer;
  }

  /** Whoever did not want a value leaves it where it is. */
  private void skipUnread(int before) {
    if (json.position() == before) {
      json.skip();
    }
  }

  private void expect(Kind kind, String what) {
    if (json.kind() != kind) {
      throw wrong(what);
    }
  }

  private ApiException wrong(String expected) {
    return ApiException.malformedJson("Expected " + expected + where());
  }

  private String where() {
    return field == null ? "" : " in field '" + abridged(field) + "'";
  }

  private static String abridged(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
