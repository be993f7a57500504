package dev.opikdesktop.server.records;

import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * How the values of a column lie in a row and stand in JSON. Null is a value that is not there: an
 * empty text, an id of zeros.
 */
enum ValueType {
  ID("Id") {
    @Override
    @Nullable Object read(RowBinaryReader in) throws IOException {
      UUID id = in.id();
      return id.equals(NO_ID) ? null : id;
    }

    @Override
    void write(RowBinaryWriter out, @Nullable Object value) {
      out.id(value == null ? NO_ID : (UUID) value);
    }

    @Override
    @Nullable Object parse(FieldReader in) {
      return in.uuid();
    }

    @Override
    Object ofKey(String part) {
      return Cursor.id(part);
    }
  },
  TEXT("String") {
    @Override
    @Nullable Object read(RowBinaryReader in) throws IOException {
      String text = in.string();
      return text.isEmpty() ? null : text;
    }

    @Override
    void write(RowBinaryWriter out, @Nullable Object value) {
      out.string(value == null ? "" : (String) value);
    }

    @Override
    @Nullable Object parse(FieldReader in) {
      String text = in.text();
      return text == null || text.isEmpty() ? null : text;
    }
  },
  JSON("String") {
    @Override
    @Nullable Object read(RowBinaryReader in) throws IOException {
      byte[] utf8 = in.bytes();
      return utf8.length == 0 ? null : JsonText.ofUtf8(utf8);
    }

    @Override
    void write(RowBinaryWriter out, @Nullable Object value) {
      out.bytes(value == null ? new byte[0] : ((JsonText) value).utf8());
    }

    @Override
    @Nullable Object parse(FieldReader in) {
      return in.json();
    }

    @Override
    void show(JsonGenerator out, Object value) {
      out.writeRawValue(value.toString());
    }
  },
  TEXTS("Array(String)") {
    @Override
    @Nullable Object read(RowBinaryReader in) throws IOException {
      List<String> texts = in.list(RowBinaryReader::string);
      return texts.isEmpty() ? null : texts;
    }

    @Override
    void write(RowBinaryWriter out, @Nullable Object value) {
      List<?> texts = value == null ? List.of() : (List<?>) value;
      out.strings(texts.stream().map(String.class::cast).toList());
    }

    @Override
    @Nullable Object parse(FieldReader in) {
      return in.strings();
    }

    @Override
    void show(JsonGenerator out, Object value) {
      out.writeStartArray();
      ((List<?>) value).forEach(text -> out.writeString((String) text));
      out.writeEndArray();
    }
  },
  /** Nine decimals in 64 bits. */
  DECIMAL("Decimal(18, 9)") {
    @Override
    Object read(RowBinaryReader in) throws IOException {
      return BigDecimal.valueOf(in.int64(), DECIMALS);
    }

    @Override
    void write(RowBinaryWriter out, @Nullable Object value) {
      BigDecimal decimal = value == null ? BigDecimal.ZERO : (BigDecimal) value;
      out.int64(
          decimal.setScale(DECIMALS, RoundingMode.HALF_EVEN).unscaledValue().longValueExact());
    }

    @Override
    @Nullable Object parse(FieldReader in) {
      return in.decimal();
    }

    @Override
    void show(JsonGenerator out, Object value) {
      out.writeNumber(((BigDecimal) value).stripTrailingZeros().toPlainString());
    }
  },
  COUNT("Int64") {
    @Override
    Object read(RowBinaryReader in) throws IOException {
      return in.int64();
    }

    @Override
    void write(RowBinaryWriter out, @Nullable Object value) {
      out.int64(value == null ? 0 : (Long) value);
    }

    @Override
    @Nullable Object parse(FieldReader in) {
      BigDecimal number = in.decimal();
      return number == null ? null : number.longValue();
    }

    @Override
    void show(JsonGenerator out, Object value) {
      out.writeNumber((Long) value);
    }
  },
  FLAG("Bool") {
    @Override
    Object read(RowBinaryReader in) throws IOException {
      return in.bool();
    }

    @Override
    void write(RowBinaryWriter out, @Nullable Object value) {
      out.bool(value != null && (Boolean) value);
    }

    @Override
    Object parse(FieldReader in) {
      return in.flag();
    }

    @Override
    void show(JsonGenerator out, Object value) {
      out.writeBoolean((Boolean) value);
    }
  },
  /** A number from 1 that stands for one of the column's words. */
  WORD("UInt8") {
    @Override
    Object read(RowBinaryReader in) throws IOException {
      return in.uint8();
    }

    @Override
    void write(RowBinaryWriter out, @Nullable Object value) {
      out.uint8(value == null ? 0 : (Integer) value);
    }

    @Override
    @Nullable Object parse(FieldReader in) {
      return in.text();
    }

    @Override
    Object ofKey(String part) {
      try {
        return Integer.valueOf(part);
      } catch (NumberFormatException e) {
        throw Cursor.wrong();
      }
    }
  },
  /** Nanoseconds. */
  TIME("DateTime64(9, 'UTC')") {
    @Override
    Object read(RowBinaryReader in) throws IOException {
      return in.instant9();
    }

    @Override
    void write(RowBinaryWriter out, @Nullable Object value) {
      out.instant9(value == null ? Instant.EPOCH : (Instant) value);
    }

    @Override
    @Nullable Object parse(FieldReader in) {
      return in.instant();
    }

    @Override
    void show(JsonGenerator out, Object value) {
      out.writeString(Json.text((Instant) value));
    }
  },
  /** Microseconds: when a row was updated, by which rows replace one another. */
  VERSION("DateTime64(6, 'UTC')") {
    @Override
    Object read(RowBinaryReader in) throws IOException {
      return in.instant6();
    }

    @Override
    void write(RowBinaryWriter out, @Nullable Object value) {
      out.instant6(value == null ? Instant.EPOCH : (Instant) value);
    }

    @Override
    @Nullable Object parse(FieldReader in) {
      return in.instant();
    }

    @Override
    void show(JsonGenerator out, Object value) {
      out.writeString(Json.text((Instant) value));
    }
  };

  private static final UUID NO_ID = new UUID(0, 0);
  private static final int DECIMALS = 9;

  private final String placeholder;

  ValueType(String placeholder) {
    this.placeholder = placeholder;
  }

  /** What stands behind the colon of a placeholder. */
  String placeholder() {
    return placeholder;
  }

  abstract @Nullable Object read(RowBinaryReader in) throws IOException;

  abstract void write(RowBinaryWriter out, @Nullable Object value);

  abstract @Nullable Object parse(FieldReader in);

  void show(JsonGenerator out, Object value) {
    out.writeString(value.toString());
  }

  /** The value of a cursor's part. */
  Object ofKey(String part) {
    return part;
  }
}
