package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.OqlReader;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which metric is wanted (schema ProjectMetricRequest_Public).
 *
 * @param end now if the request does not say
 * @param filters a condition on what the metric measures, of filters and a query
 */
record MetricRequest(
    MetricType type,
    Interval interval,
    Instant start,
    Instant end,
    Condition filters,
    Breakdown breakdown) {
  /**
   * Reads a body.
   *
   * @throws ApiException 400 or 422
   */
  static MetricRequest read(InputStream body) {
    Draft draft = new Draft(null);
    try (FieldReader in = new FieldReader(body)) {
      in.body(field -> draft.field(in, field));
    }
    return draft.request();
  }

  /** What a body said so far. */
  static final class Draft {
    private final Map<Measured, Condition> filters = new EnumMap<>(Measured.class);
    private @Nullable String oql;
    private @Nullable MetricType type;
    private @Nullable Interval interval;
    private @Nullable Instant start;
    private @Nullable Instant end;
    private Breakdown breakdown = Breakdown.NONE;

    /**
     * Begins.
     *
     * @param interval what it is unless the body says so, or null if it has to
     */
    Draft(@Nullable Interval interval) {
      this.interval = interval;
    }

    void field(FieldReader in, String name) {
      switch (name) {
        case "metric_type" -> type = word(in, name, MetricType.values());
        case "interval" -> interval = word(in, name, Interval.values());
        case "interval_start" -> start = in.instant();
        case "interval_end" -> end = in.instant();
        case "trace_filters" -> filters(in, Measured.TRACES);
        case "span_filters" -> filters(in, Measured.SPANS);
        case "thread_filters" -> filters(in, Measured.THREADS);
        // About what the metric measures.
        case OqlReader.OQL -> oql = in.text();
        case "breakdown" -> breakdown(in);
        default -> in.skip();
      }
    }

    private void filters(FieldReader in, Measured entities) {
      if (!in.isNull()) {
        filters.put(entities, entities.filters(in.json().toString(), Optional.empty()));
      }
    }

    private void breakdown(FieldReader in) {
      if (in.isNull()) {
        return;
      }
      Breakdown.Field[] by = {Breakdown.Field.NONE};
      @Nullable String[] details = new String[2];
      in.object(
          name -> {
            switch (name) {
              case "field" -> {
                String word = in.text();
                by[0] = word == null ? Breakdown.Field.NONE : Breakdown.Field.of(word);
              }
              case "metadata_key" -> details[0] = in.text();
              case "sub_metric" -> details[1] = in.text();
              default -> in.skip();
            }
          });
      breakdown = new Breakdown(by[0], details[0], details[1]);
    }

    MetricRequest request() {
      new Validation()
          .required("metric_type", type)
          .required("interval", interval)
          .required("interval_start", start)
          .check();
      if (type == null || interval == null || start == null) {
        throw new IllegalStateException("validated before");
      }
      breakdown.check(type);
      return new MetricRequest(
          type,
          interval,
          start,
          end == null ? Instant.now() : end,
          condition(type.entities()),
          breakdown);
    }

    private Condition condition(Measured entities) {
      Condition filtered = filters.getOrDefault(entities, new Condition.And(List.of()));
      return oql == null
          ? filtered
          : new Condition.And(List.of(filtered, entities.filters("[]", Optional.of(oql))));
    }

    private static <E extends Enum<E>> @Nullable E word(FieldReader in, String field, E[] words) {
      String word = in.text();
      if (word == null) {
        return null;
      }
      return Arrays.stream(words)
          .filter(each -> each.name().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  ApiException.malformedJson(field + " must be one of " + Arrays.toString(words)));
    }
  }
}
