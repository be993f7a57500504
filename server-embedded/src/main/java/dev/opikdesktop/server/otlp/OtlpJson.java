package dev.opikdesktop.server.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.opikdesktop.server.json.Json;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads OTLP's JSON form into its protobuf messages. It is protobuf's JSON, but for trace and span
 * ids, which are hex digits; the base64 of generic protobuf libraries is understood too.
 */
public final class OtlpJson {
  private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");
  private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS =
      new ConcurrentHashMap<>();

  private OtlpJson() {}

  /**
   * Reads one object into the message.
   *
   * @throws JacksonException when the text is not JSON
   * @throws IllegalArgumentException when a value does not fit its field
   */
  static void read(InputStream utf8, Message.Builder into) {
    try (JsonParser json = Json.parser(utf8)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("The body is not a JSON object");
      }
      message(json, into);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("Something follows the JSON object");
      }
    }
  }

  /**
   * Reads the object whose brace is the parser's current token; afterwards that is its other brace.
   *
   * @throws JacksonException when the text is not JSON
   * @throws IllegalArgumentException when a value does not fit its field; the parser is somewhere
   *     within the object then
   */
  public static void message(JsonParser json, Message.Builder into) {
    Map<String, FieldDescriptor> fields =
        FIELDS.computeIfAbsent(into.getDescriptorForType(), OtlpJson::fieldsOf);
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      FieldDescriptor field = fields.get(name);
      if (field == null || token == JsonToken.VALUE_NULL) {
        json.skipChildren();
      } else if (!field.isRepeated()) {
        into.setField(field, value(json, field, into));
      } else if (token == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          into.addRepeatedField(field, value(json, field, into));
        }
      } else {
        throw unfit(field, "an array");
      }
    }
  }

  private static Map<String, FieldDescriptor> fieldsOf(Descriptor type) {
    Map<String, FieldDescriptor> fields = new HashMap<>();
    for (FieldDescriptor field : type.getFields()) {
      fields.put(field.getJsonName(), field);
      fields.put(field.getName(), field);
    }
    return fields;
  }

  private static Object value(JsonParser json, FieldDescriptor field, Message.Builder parent) {
    JsonToken token = json.currentToken();
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      if (token != JsonToken.START_OBJECT) {
        throw unfit(field, "an object");
      }
      Message.Builder child = parent.newBuilderForField(field);
      message(json, child);
      return child.build();
    }
    if (!token.isScalarValue()) {
      throw unfit(field, "a single value");
    }
    return switch (field.getJavaType()) {
      case STRING -> json.getString();
      case BOOLEAN -> bool(json, field);
      case INT -> Math.toIntExact(integer(json, field).longValue());
      case LONG -> integer(json, field).longValue();
      case FLOAT -> (float) decimal(json, field);
      case DOUBLE -> decimal(json, field);
      case BYTE_STRING -> ByteString.copyFrom(bytes(json, field));
      case ENUM -> word(json, field);
      default -> throw unfit(field, "a value of a known type");
    };
  }

  private static boolean bool(JsonParser json, FieldDescriptor field) {
    return switch (json.getString()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unfit(field, "true or false");
    };
  }

  /** Whole numbers of 64 bits come as text, from some exporters as numbers; also 1.0 and 1e3. */
  private static BigInteger integer(JsonParser json, FieldDescriptor field) {
    String text = json.getString();
    try {
      if (text.length() > 40) {
        throw unfit(field, "a whole number");
      }
      BigDecimal number = new BigDecimal(text);
      if (Math.abs((long) number.scale()) > 40) {
        throw unfit(field, "a whole number of at most 64 bits");
      }
      BigInteger whole = number.toBigIntegerExact();
      if (whole.bitLength() > 64) {
        throw unfit(field, "a whole number of at most 64 bits");
      }
      return whole;
    } catch (NumberFormatException | ArithmeticException e) {
      throw unfit(field, "a whole number");
    }
  }

  private static double decimal(JsonParser json, FieldDescriptor field) {
    try {
      return Double.parseDouble(json.getString());
    } catch (NumberFormatException e) {
      throw unfit(field, "a number");
    }
  }

  private static byte[] bytes(JsonParser json, FieldDescriptor field) {
    String text = json.getString();
    try {
      if (IDS.contains(field.getName()) && (text.length() == 32 || text.length() == 16)) {
        return HexFormat.of().parseHex(text);
      }
      return text.indexOf('-') >= 0 || text.indexOf('_') >= 0
          ? Base64.getUrlDecoder().decode(text)
          : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw unfit(field, IDS.contains(field.getName()) ? "hex digits or base64" : "base64");
    }
  }

  private static EnumValueDescriptor word(JsonParser json, FieldDescriptor field) {
    String text = json.getString();
    @Nullable EnumValueDescriptor named = field.getEnumType().findValueByName(text);
    return named != null
        ? named
        : field
            .getEnumType()
            .findValueByNumberCreatingIfUnknown(Math.toIntExact(integer(json, field).longValue()));
  }

  private static IllegalArgumentException unfit(FieldDescriptor field, String expected) {
    return new IllegalArgumentException(field.getJsonName() + " must be " + expected);
  }
}
