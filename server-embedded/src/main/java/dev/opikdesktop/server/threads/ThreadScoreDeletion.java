package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.scores.ScoreDeletion;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which scores of which thread are to go (schema DeleteThreadFeedbackScores). */
record ThreadScoreDeletion(
    @Nullable UUID projectId, @Nullable String projectName, String threadId, ScoreDeletion scores) {

  /** Reads a body. */
  static ThreadScoreDeletion read(InputStream body) {
    Draft draft = new Draft();
    try (FieldReader in = new FieldReader(body)) {
      in.body(field -> draft.field(in, field));
    }
    return draft.checked();
  }

  private static final class Draft {
    private @Nullable UUID projectId;
    private @Nullable String projectName;
    private @Nullable String threadId;
    private @Nullable List<String> names;
    private @Nullable String author;
    private @Nullable UUID queue;

    void field(FieldReader in, String field) {
      switch (field) {
        case "project_id" -> projectId = in.uuid();
        case "project_name" -> projectName = in.text();
        case "thread_id" -> threadId = in.text();
        case "names" -> names = in.strings();
        case "author" -> author = in.text();
        case "source_queue_id" -> queue = in.uuid();
        default -> in.skip();
      }
    }

    ThreadScoreDeletion checked() {
      List<String> wanted = names == null ? List.of() : names;
      String thread = threadId == null ? "" : threadId;
      Validation validation = new Validation().batch("names", wanted.size());
      if (projectId == null) {
        validation.notBlank("project_name", projectName);
      }
      if (thread.isEmpty()) {
        validation.error("thread_id", "must not be empty");
      }
      if (wanted.contains("")) {
        validation.error("names", "must not hold an empty one");
      }
      validation.check();
      return new ThreadScoreDeletion(
          projectId, projectName, thread, new ScoreDeletion(wanted, author, queue));
    }
  }
}
