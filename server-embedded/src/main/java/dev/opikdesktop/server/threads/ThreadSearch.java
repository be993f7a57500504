package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.http.FieldNames;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.OqlReader;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the stream of threads is asked for (schema TraceThreadSearchStreamRequest).
 *
 * @param after where an earlier page ended: the id of a thread's row, or the thread's id
 * @param limit 1 to 2000
 * @param exclude fields to leave out
 */
record ThreadSearch(
    @Nullable UUID projectId,
    @Nullable String projectName,
    Condition filters,
    @Nullable String after,
    int limit,
    boolean truncate,
    boolean stripAttachments,
    Set<String> exclude,
    IdTimeRange times) {
  private static final int MOST = 2_000;
  private static final int DEFAULT_LIMIT = 500;

  /**
   * Reads a body.
   *
   * @param excludable the fields that may be left out
   * @throws dev.opikdesktop.server.http.ApiException 400 or 422
   */
  static ThreadSearch read(InputStream body, Set<String> excludable) {
    Draft draft = new Draft();
    try (FieldReader in = new FieldReader(body)) {
      in.body(name -> draft.field(in, name));
    }
    if (draft.limit < 1 || draft.limit > MOST) {
      new Validation().error("limit", "must be between 1 and " + MOST).check();
    }
    return new ThreadSearch(
        draft.projectId,
        draft.projectName,
        ThreadSelection.filters(
            draft.filters == null ? "[]" : draft.filters.toString(),
            Optional.ofNullable(draft.oql)),
        draft.after,
        draft.limit,
        draft.truncate,
        draft.stripAttachments,
        FieldNames.known(draft.exclude, excludable),
        IdTimeRange.of(Optional.ofNullable(draft.from), Optional.ofNullable(draft.to)));
  }

  private static final class Draft {
    private @Nullable UUID projectId;
    private @Nullable String projectName;
    private @Nullable JsonText filters;
    private @Nullable String oql;
    private @Nullable String after;
    private int limit = DEFAULT_LIMIT;
    private boolean truncate;
    private boolean stripAttachments;
    private List<String> exclude = List.of();
    private @Nullable Instant from;
    private @Nullable Instant to;

    void field(FieldReader in, String name) {
      switch (name) {
        case "project_id" -> projectId = in.uuid();
        case "project_name" -> projectName = in.text();
        case "filters" -> filters = in.isNull() ? null : in.json();
        case OqlReader.OQL -> oql = in.text();
        case "last_retrieved_thread_model_id" -> after = orElse(in.text(), after);
        // As the other streams call it.
        case "last_retrieved_id" -> after = orElse(after, in.text());
        case "limit" -> {
          Integer value = in.integer();
          limit = value == null ? DEFAULT_LIMIT : value;
        }
        case "truncate" -> truncate = in.flag();
        case "strip_attachments" -> stripAttachments = in.flag();
        case "exclude" -> {
          List<String> names = in.strings();
          exclude = names == null ? List.of() : names;
        }
        case "from_time" -> from = in.instant();
        case "to_time" -> to = in.instant();
        default -> in.skip();
      }
    }

    private static @Nullable String orElse(@Nullable String one, @Nullable String other) {
      return one == null ? other : one;
    }
  }
}
