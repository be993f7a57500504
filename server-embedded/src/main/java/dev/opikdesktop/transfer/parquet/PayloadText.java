package dev.opikdesktop.transfer.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Between a record, in which payloads are JSON, and a row, in which they are texts with the same
 * JSON, character by character.
 */
final class PayloadText {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(10_000)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private PayloadText() {}

  /** A record as a row. */
  static byte[] row(byte[] record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(record.length + 256);
    try (JsonParser in = JSON.createParser(record);
        JsonGenerator row = JSON.createGenerator(out)) {
      in.nextToken();
      row.writeStartObject();
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        row.writeName(name);
        in.nextToken();
        if (RecordColumns.PAYLOADS.contains(name)) {
          int from = (int) in.currentTokenLocation().getByteOffset();
          in.skipChildren();
          in.finishToken();
          int to = (int) in.currentLocation().getByteOffset();
          row.writeString(new String(record, from, to - from, UTF_8));
        } else {
          row.copyCurrentStructureExact(in);
        }
      }
      row.writeEndObject();
    }
    return out.toByteArray();
  }

  /** A row as a record, without the fields that are not there. */
  static byte[] record(byte[] row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(row.length);
    try (JsonParser in = JSON.createParser(row);
        JsonGenerator record = JSON.createGenerator(out)) {
      in.nextToken();
      record.writeStartObject();
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        if (in.nextToken() != JsonToken.VALUE_NULL) {
          record.writeName(name);
          if (RecordColumns.PAYLOADS.contains(name)) {
            record.writeRawValue(in.getString());
          } else {
            record.copyCurrentStructureExact(in);
          }
        }
      }
      record.writeEndObject();
    }
    return out.toByteArray();
  }
}
