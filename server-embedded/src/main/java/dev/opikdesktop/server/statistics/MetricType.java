package dev.opikdesktop.server.statistics;

/** The metrics of a project (Opik contract 5.7). */
enum MetricType {
  FEEDBACK_SCORES(Measured.TRACES, Measure.FEEDBACK_SCORES),
  TRACE_COUNT(Measured.TRACES, Measure.COUNT),
  TOKEN_USAGE(Measured.TRACES, Measure.TOKEN_USAGE),
  DURATION(Measured.TRACES, Measure.DURATION),
  COST(Measured.TRACES, Measure.COST),
  GUARDRAILS_FAILED_COUNT(Measured.TRACES, Measure.GUARDRAILS_FAILED),
  THREAD_COUNT(Measured.THREADS, Measure.COUNT),
  THREAD_DURATION(Measured.THREADS, Measure.DURATION),
  THREAD_FEEDBACK_SCORES(Measured.THREADS, Measure.FEEDBACK_SCORES),
  SPAN_FEEDBACK_SCORES(Measured.SPANS, Measure.FEEDBACK_SCORES),
  SPAN_COUNT(Measured.SPANS, Measure.COUNT),
  SPAN_DURATION(Measured.SPANS, Measure.DURATION),
  SPAN_TOKEN_USAGE(Measured.SPANS, Measure.TOKEN_USAGE),
  TRACE_AVERAGE_DURATION(Measured.TRACES, Measure.AVERAGE_DURATION),
  TRACE_ERROR_RATE(Measured.TRACES, Measure.ERROR_RATE),
  SPAN_AVERAGE_DURATION(Measured.SPANS, Measure.AVERAGE_DURATION),
  SPAN_COST(Measured.SPANS, Measure.COST),
  SPAN_ERROR_RATE(Measured.SPANS, Measure.ERROR_RATE),
  THREAD_AVERAGE_DURATION(Measured.THREADS, Measure.AVERAGE_DURATION),
  THREAD_COST(Measured.THREADS, Measure.COST);

  private final Measured entities;
  private final Measure measure;

  MetricType(Measured entities, Measure measure) {
    this.entities = entities;
    this.measure = measure;
  }

  Measured entities() {
    return entities;
  }

  Measure measure() {
    return measure;
  }
}
