package dev.opikdesktop.server.comments;

import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.json.Json;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Comments on the wire. */
public final class CommentJson {
  private CommentJson() {}

  /** Writes the field {@code comments} of what the comments are about; nothing without any. */
  public static void writeField(JsonGenerator out, List<Comment> comments) {
    if (!comments.isEmpty()) {
      out.writeArrayPropertyStart("comments");
      comments.forEach(comment -> write(out, comment));
      out.writeEndArray();
    }
  }

  static void write(JsonGenerator out, Comment comment) {
    out.writeStartObject();
    out.writeStringProperty("id", comment.id().toString());
    out.writeStringProperty("text", comment.text());
    if (comment.sourceQueueId() != null) {
      out.writeStringProperty("source_queue_id", comment.sourceQueueId().toString());
    }
    Audit audit = comment.audit();
    out.writeStringProperty("created_at", Json.text(audit.createdAt()));
    out.writeStringProperty("last_updated_at", Json.text(audit.lastUpdatedAt()));
    out.writeStringProperty("created_by", audit.createdBy());
    out.writeStringProperty("last_updated_by", audit.lastUpdatedBy());
    out.writeEndObject();
  }
}
