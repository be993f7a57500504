package dev.opikdesktop.clients;

import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading what a client read. */
final class StoredJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private StoredJson() {}

  /** JSON with single quotes, for expected values that can be read. */
  static JsonNode json(String text) {
    return MAPPER.readTree(text.replace('\'', '"'));
  }

  static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  static Instant time(JsonNode record, String field) {
    return OffsetDateTime.parse(record.get(field).stringValue()).toInstant();
  }

  /**
   * What a list and reading by id have in common: the name of the project is in the answer to a
   * span by its id alone (Opik contract 2.9).
   */
  static JsonNode comparable(JsonNode record) {
    return record.asObject().deepCopy().without("project_name").without("projectName");
  }
}
