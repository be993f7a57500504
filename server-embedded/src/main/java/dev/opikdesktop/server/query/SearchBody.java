package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.FieldNames;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a search stream asks for (Opik contract 1.7).
 *
 * @param filters a JSON array, whose fields are known and whose conditions are still to be read
 * @param oql a query in the query language, still to be read
 * @param limit how many entries at most
 * @param lastRetrievedId only entries with lesser ids
 * @param stripAttachments whether placeholders stay in payloads
 * @param exclude fields to leave out
 * @param type a span type's word
 */
public record SearchBody(
    Optional<UUID> projectId,
    Optional<String> projectName,
    String filters,
    Optional<String> oql,
    int limit,
    Optional<UUID> lastRetrievedId,
    boolean truncate,
    boolean stripAttachments,
    Set<String> exclude,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<UUID> traceId,
    Optional<String> type) {
  private static final int USUAL_LIMIT = 500;
  private static final int MOST = 2000;
  private static final String NO_FILTERS = "[]";

  /**
   * Reads a body.
   *
   * @param fields those that filters may name
   * @param excludable those that may be left out
   * @throws dev.opikdesktop.server.http.ApiException 400 or 422
   */
  public static SearchBody read(InputStream body, Fields fields, Set<String> excludable) {
    Draft draft = new Draft();
    try (FieldReader in = new FieldReader(body)) {
      in.body(name -> draft.field(in, name));
    }
    int limit = draft.limit == null ? USUAL_LIMIT : draft.limit;
    Validation validation = new Validation();
    if (limit < 1) {
      validation.error("limit", "must be greater than or equal to 1");
    } else if (limit > MOST) {
      validation.error("limit", "must be less than or equal to " + MOST);
    }
    validation.check();
    FilterReader.requireKnownFields(draft.filters, fields);
    return new SearchBody(
        Optional.ofNullable(draft.projectId),
        Optional.ofNullable(draft.projectName).filter(name -> !name.isEmpty()),
        draft.filters,
        Optional.ofNullable(draft.oql),
        limit,
        Optional.ofNullable(draft.lastRetrievedId),
        draft.truncate,
        draft.stripAttachments,
        FieldNames.known(draft.exclude, excludable),
        Optional.ofNullable(draft.from),
        Optional.ofNullable(draft.to),
        Optional.ofNullable(draft.traceId),
        Optional.ofNullable(draft.type).filter(word -> !word.isEmpty()));
  }

  /** Where the page before ended. */
  public Cursor cursor() {
    return new Cursor(lastRetrievedId);
  }

  /** What was read so far. */
  private static final class Draft {
    private @Nullable UUID projectId;
    private @Nullable String projectName;
    private String filters = NO_FILTERS;
    private @Nullable String oql;
    private @Nullable Integer limit;
    private @Nullable UUID lastRetrievedId;
    private boolean truncate;
    private boolean stripAttachments;
    private List<String> exclude = List.of();
    private @Nullable Instant from;
    private @Nullable Instant to;
    private @Nullable UUID traceId;
    private @Nullable String type;

    void field(FieldReader in, String name) {
      switch (name) {
        case "project_id" -> projectId = in.uuid();
        case "project_name" -> projectName = in.text();
        case "filters" -> filters = in.isNull() ? NO_FILTERS : in.json().toString();
        case OqlReader.OQL -> oql = in.text();
        case "limit" -> limit = in.integer();
        case "last_retrieved_id" -> lastRetrievedId = in.uuid();
        case "truncate" -> truncate = in.flag();
        case "strip_attachments" -> stripAttachments = in.flag();
        case "exclude" -> {
          List<String> names = in.strings();
          exclude = names == null ? List.of() : names;
        }
        case "from_time" -> from = in.instant();
        case "to_time" -> to = in.instant();
        case "trace_id" -> traceId = in.uuid();
        case "type" -> type = in.text();
        default -> in.skip();
      }
    }
  }
}
