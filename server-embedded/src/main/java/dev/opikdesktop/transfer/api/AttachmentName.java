package dev.opikdesktop.transfer.api;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which attachment of a project.
 *
 * @param entityType trace or span
 */
public record AttachmentName(String entityType, String entityId, String fileName) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The name in a record of an attachment. */
  public static AttachmentName of(byte[] record) {
    JsonNode fields = JSON.readTree(record);
    return new AttachmentName(
        fields.path("entity_type").asString(""),
        fields.path("entity_id").asString(""),
        fields.path("file_name").asString(""));
  }

  String query() {
    return "entity_type=%s&entity_id=%s&file_name=%s"
        .formatted(Server.encoded(entityType), Server.encoded(entityId), Server.encoded(fileName));
  }

  /** For messages. */
  @Override
  public String toString() {
    String name = new String(fileName.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return "'%s' of %s %s".formatted(name, entityType, entityId);
  }
}
