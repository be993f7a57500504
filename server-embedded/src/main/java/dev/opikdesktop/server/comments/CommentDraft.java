package dev.opikdesktop.server.comments;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a body said of a comment so far. */
final class CommentDraft implements Draft<CommentDraft.Write> {
  private @Nullable String text;
  private @Nullable UUID sourceQueueId;

  /** What a comment is written from. */
  record Write(String text, @Nullable UUID sourceQueueId) {}

  @Override
  public void field(FieldReader in, String name) {
    switch (name) {
      case "text" -> text = in.text();
      case "source_queue_id" -> sourceQueueId = in.uuid();
      default -> in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation.notBlank("text", text);
  }

  @Override
  public Write write() {
    return new Write(text == null ? "" : text, sourceQueueId);
  }
}
