package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which threads of which project a request is about (schemas TraceThreadIdentifier,
 * TraceThreadBatchIdentifier, DeleteTraceThreads).
 *
 * @param threadIds exact
 * @param single whether they came as {@code thread_id}, not as {@code thread_ids}
 */
record ThreadNames(
    @Nullable UUID projectId,
    @Nullable String projectName,
    List<String> threadIds,
    boolean single,
    boolean truncate) {

  /** Reads a body that names one thread as {@code thread_id}. */
  static ThreadNames readOne(InputStream body) {
    Draft draft = Draft.read(body);
    draft.validate().notEmpty("thread_id", draft.one).validation.check();
    return draft.names();
  }

  /** Reads a body with either {@code thread_id} or {@code thread_ids}. */
  static ThreadNames readOneOrMany(InputStream body) {
    Draft draft = Draft.read(body);
    draft.validate();
    if (draft.many == null) {
      draft.notEmpty("thread_id", draft.one);
    } else {
      draft.listOfMany();
      if (draft.one != null) {
        draft.validation.error("thread_id", "and thread_ids exclude one another");
      }
    }
    draft.validation.check();
    return draft.names();
  }

  /** Reads a body that names threads as {@code thread_ids}. */
  static ThreadNames readMany(InputStream body) {
    Draft draft = Draft.read(body);
    draft.validate();
    draft.validation.nullOrNotBlank("project_name", draft.projectName);
    if (draft.many == null || draft.many.isEmpty()) {
      draft.validation.error("thread_ids", "must not be empty");
    }
    draft.listOfMany().validation.check();
    return draft.names();
  }

  /** What was read so far. */
  private static final class Draft {
    private final Validation validation = new Validation();
    private @Nullable UUID projectId;
    private @Nullable String projectName;
    private @Nullable String one;
    private @Nullable List<String> many;
    private boolean truncate;

    static Draft read(InputStream body) {
      Draft draft = new Draft();
      try (FieldReader in = new FieldReader(body)) {
        in.body(
            name -> {
              switch (name) {
                case "project_id" -> draft.projectId = in.uuid();
                case "project_name" -> draft.projectName = in.text();
                case "thread_id" -> draft.one = in.text();
                case "thread_ids" -> draft.many = in.strings();
                case "truncate" -> draft.truncate = in.flag();
                default -> in.skip();
              }
            });
      }
      return draft;
    }

    Draft validate() {
      if (projectId == null && (projectName == null || projectName.isBlank())) {
        validation.error("project_name", "or project_id must be provided");
      }
      return this;
    }

    Draft notEmpty(String field, @Nullable String value) {
      if (value == null || value.isEmpty()) {
        validation.error(field, "must not be empty");
      }
      return this;
    }

    Draft listOfMany() {
      List<String> threads = many == null ? List.of() : many;
      validation.batch("thread_ids", threads.size());
      for (int i = 0; i < threads.size(); i++) {
        notEmpty("thread_ids[" + i + "]", threads.get(i));
      }
      return this;
    }

    ThreadNames names() {
      List<String> threads = new ArrayList<>();
      if (many != null) {
        threads.addAll(many);
      } else if (one != null) {
        threads.add(one);
      }
      return new ThreadNames(
          projectId, projectName, threads.stream().distinct().toList(), many == null, truncate);
    }
  }
}
