package dev.opikdesktop.server.statistics;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.query.Condition;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.IdTimeRange;
import dev.opikdesktop.server.query.Selection;
import dev.opikdesktop.server.spans.SpanSelection;
import dev.opikdesktop.server.threads.ThreadSelection;
import dev.opikdesktop.server.traces.TraceSelection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What can be measured, and the SQL of what is measured of it. The column of its id is {@code id}.
 */
enum Measured {
  TRACES(
      EntityType.TRACE,
      "duration",
      "error_info.size != 0",
      "spans_cost",
      "spans_usage",
      Reads.SPANS),
  SPANS(
      EntityType.SPAN,
      "duration",
      "error_info.size != 0",
      "total_estimated_cost",
      "CAST(usage, 'Map(String, Int64)')",
      Reads.ROW),
  THREADS(EntityType.THREAD, "taken", "0", "cost_sum", "usage_sum", Reads.SPANS);

  private final EntityType type;
  private final String duration;
  private final String failed;
  private final String cost;
  private final String usage;
  private final Reads spending;

  Measured(
      EntityType type, String duration, String failed, String cost, String usage, Reads spending) {
    this.type = type;
    this.duration = duration;
    this.failed = failed;
    this.cost = cost;
    this.usage = usage;
    this.spending = spending;
  }

  /** As requests and series name it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The condition of filters and a query on it.
   *
   * @param json an array of filters
   * @throws dev.opikdesktop.server.http.ApiException 400 for anything else
   */
  Condition filters(String json, Optional<String> oql) {
    return switch (this) {
      case TRACES -> TraceSelection.filters(json, oql);
      case SPANS -> SpanSelection.filters(json, oql);
      case THREADS -> ThreadSelection.filters(json, oql);
    };
  }

  /** Those of a project and a time that a condition is true of. */
  Selection selection(UUID project, Condition condition, IdTimeRange times) {
    return switch (this) {
      case TRACES -> new TraceSelection(project, condition, times);
      case SPANS -> SpanSelection.of(project, condition, times);
      case THREADS -> ThreadSelection.of(project, condition, times);
    };
  }

  /** What its feedback scores are stored under. */
  EntityType type() {
    return type;
  }

  /** In milliseconds, NULL where it is not known. */
  String duration() {
    return duration;
  }

  /** Whether there was an error. */
  String failed() {
    return failed;
  }

  /** In US dollars; NULL where there are no spans. */
  String cost() {
    return cost;
  }

  /** Token counts by kind, a Map(String, Int64). */
  String usage() {
    return usage;
  }

  /** What {@link #cost} and {@link #usage} read. */
  Set<Reads> spending() {
    return EnumSet.of(Reads.ROW, spending);
  }
}
