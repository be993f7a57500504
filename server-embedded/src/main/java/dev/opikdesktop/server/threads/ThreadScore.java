package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.scores.ScoreDraft;
import dev.opikdesktop.server.scores.ScoreWrite;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A score of a batch (schema FeedbackScoreBatchItemThread).
 *
 * @param projectName absent or blank means Default Project
 */
record ThreadScore(
    String threadId, @Nullable UUID projectId, @Nullable String projectName, ScoreWrite score) {

  /** Reads {@code {"scores": [1 to 1000 scores]}}. */
  static List<ThreadScore> readBatch(InputStream body) {
    return Draft.readBatch(body, "scores", Reading::new);
  }

  private static final class Reading implements Draft<ThreadScore> {
    private final ScoreDraft score = new ScoreDraft();
    private String threadId = "";
    private @Nullable UUID projectId;
    private @Nullable String projectName;

    @Override
    public void field(FieldReader in, String field) {
      switch (field) {
        case "thread_id" -> {
          String text = in.text();
          threadId = text == null ? "" : text;
        }
        case "project_id" -> projectId = in.uuid();
        case "project_name" -> projectName = in.text();
        default -> score.field(in, field);
      }
    }

    @Override
    public void validate(Validation validation) {
      if (threadId.isEmpty()) {
        validation.error("thread_id", "must not be empty");
      }
      score.validate(validation);
    }

    @Override
    public ThreadScore write() {
      return new ThreadScore(threadId, projectId, projectName, score.write());
    }
  }
}
