package dev.opikdesktop.server.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as the contract writes it (Opik contract 1.4): snake_case, nulls left out, unknown fields
 * ignored, bare NaN and Infinity tolerated on input, instants in ISO-8601 UTC.
 *
 * <p>Big bodies go through {@link #parser} and {@link #generator}; {@link #MAPPER} is for small
 * ones.
 */
public final class Json {
  /** The longest single string that is read, in characters. */
  public static final int MAX_STRING_LENGTH = 100 * 1024 * 1024;

  /** How deep arrays and objects may nest. */
  public static final int MAX_DEPTH = 1000;

  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_STRING_LENGTH)
                  .maxNameLength(1024 * 1024)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          // The stream below belongs to the HTTP server, which knows when it is done.
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          // A body cut short by an error must stay visibly cut short.
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  public static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addModule(
              new SimpleModule("json-text")
                  .addSerializer(JsonText.class, new JsonTextSerializer())
                  .addDeserializer(JsonText.class, new JsonTextDeserializer()))
          .build();

  private Json() {}

  /** A pull parser over UTF-8 bytes; closing it closes the stream. */
  public static JsonParser parser(InputStream utf8) {
    return FACTORY.createParser(ObjectReadContext.empty(), utf8);
  }

  /** A pull parser over UTF-8 bytes in memory. */
  public static JsonParser parser(byte[] utf8) {
    return FACTORY.createParser(ObjectReadContext.empty(), utf8);
  }

  /** A streaming writer of UTF-8; closing it leaves the stream open. */
  public static JsonGenerator generator(OutputStream out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }

  /** Writes a kept value as it is; the text must be valid JSON, which {@link JsonText} promises. */
  public static void write(JsonGenerator generator, JsonText value) {
    generator.writeRawValue(new RawJson(value));
  }

  /**
   * Writes a part of a value whose whole is valid JSON.
   *
   * @param to behind the last byte
   * @param isFirst whether a value begins with this part
   */
  public static void writePart(
      JsonGenerator generator, byte[] utf8, int from, int to, boolean isFirst) {
    RawJson part = new RawJson(JsonText.slice(utf8, from, to - from));
    if (isFirst) {
      generator.writeRawValue(part);
    } else {
      generator.writeRaw(part);
    }
  }

  /** ISO-8601 in UTC with as many digits (0, 3, 6 or 9) as the value needs. */
  public static String text(Instant instant) {
    return instant.toString();
  }

  /**
   * Reads ISO-8601 with any offset.
   *
   * @throws DateTimeException when the text is something else
   */
  public static Instant instant(String text) {
    Instant usual = usualInstant(text);
    return usual == null ? OffsetDateTime.parse(text).toInstant() : usual;
  }

  private static @Nullable Instant usualInstant(String text) {
    if (text.length() > Iso8601.LONGEST) {
      return null;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Iso8601.parse(utf8, 0, utf8.length);
  }

  private static final class JsonTextSerializer extends ValueSerializer<JsonText> {
    @Override
    public void serialize(JsonText value, JsonGenerator generator, SerializationContext context) {
      write(generator, value);
    }
  }

  private static final class JsonTextDeserializer extends ValueDeserializer<JsonText> {
    @Override
    public JsonText deserialize(JsonParser parser, DeserializationContext context) {
      return new JsonTextReader().read(parser);
    }

    @Override
    public JsonText getNullValue(DeserializationContext context) {
      return JsonText.NULL;
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return null;
    }
  }
}
