package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.OqlReader;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers are wanted (schema KpiCardRequest).
 *
 * @param filters a condition on the entities
 * @param end now if the request does not say
 */
record KpiRequest(Measured entities, Condition filters, Instant start, Instant end) {
  /**
   * Reads a body.
   *
   * @throws ApiException 400 or 422
   */
  static KpiRequest read(InputStream body) {
    Draft draft = new Draft();
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          field -> {
            switch (field) {
              case "entity_type" -> draft.entities = entities(in.text());
              case "filters" -> draft.filters = in.text();
              case OqlReader.OQL -> draft.oql = in.text();
              case "interval_start" -> draft.start = in.instant();
              case "interval_end" -> draft.end = in.instant();
              default -> in.skip();
            }
          });
    }
    return draft.request();
  }

  private static @Nullable Measured entities(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (Measured entities : Measured.values()) {
      if (entities.word().equals(word)) {
        return entities;
      }
    }
    throw ApiException.badRequest("entity_type must be one of traces, spans, threads");
  }

  private static final class Draft {
    private @Nullable Measured entities;
    private @Nullable String filters;
    private @Nullable String oql;
    private @Nullable Instant start;
    private @Nullable Instant end;

    KpiRequest request() {
      Validation validation =
          new Validation().required("entity_type", entities).required("interval_start", start);
      Instant last = end == null ? Instant.now() : end;
      if (start != null && !start.isBefore(last)) {
        validation.error("interval_start", "must be before interval_end");
      }
      validation.check();
      if (entities == null || start == null) {
        throw new IllegalStateException("validated before");
      }
      return new KpiRequest(
          entities,
          entities.filters(
              filters == null || filters.isBlank() ? "[]" : filters, Optional.ofNullable(oql)),
          start,
          last);
    }
  }
}
