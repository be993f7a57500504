package dev.opikdesktop.server.otlp;

import com.google.protobuf.Message;
import dev.opikdesktop.server.http.Caller;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an export of each signal, whichever way it came. Logs and metrics are answered
 * with the word that they are not stored, so that an exporter of all three keeps working.
 */
final class OtlpExports {
  private final OtlpIntake intake;

  OtlpExports(OtlpIntake intake) {
    this.intake = intake;
  }

  /** One of the three services. */
  interface Signal {
    Partial take(Export export);
  }

  /** Where the message comes from. */
  interface Body {
    void readInto(Message.Builder message);
  }

  /**
   * One request.
   *
   * @param project of all spans, or null to let each resource decide
   */
  record Export(Caller caller, @Nullable String project, Body body) {}

  Partial traces(Export export) {
    ExportTraceServiceRequest.Builder message = ExportTraceServiceRequest.newBuilder();
    export.body().readInto(message);
    OtlpIntake.Outcome outcome = intake.accept(export.caller(), export.project(), message.build());
    return new Partial(Partial.SPANS, outcome.refused(), outcome.message());
  }

  static Partial logs(Export export) {
    ExportLogsServiceRequest.Builder message = ExportLogsServiceRequest.newBuilder();
    export.body().readInto(message);
    long records =
        message.getResourceLogsList().stream()
            .flatMap(resource -> resource.getScopeLogsList().stream())
            .mapToLong(scope -> scope.getLogRecordsCount())
            .sum();
    return new Partial(
        Partial.LOGS, records, "Log records are not stored here: this server keeps traces only");
  }

  static Partial metrics(Export export) {
    ExportMetricsServiceRequest.Builder message = ExportMetricsServiceRequest.newBuilder();
    export.body().readInto(message);
    long metrics =
        message.getResourceMetricsList().stream()
            .flatMap(resource -> resource.getScopeMetricsList().stream())
            .flatMap(scope -> scope.getMetricsList().stream())
            .mapToLong(
                metric ->
                    (long) metric.getGauge().getDataPointsCount()
                        + metric.getSum().getDataPointsCount()
                        + metric.getHistogram().getDataPointsCount()
                        + metric.getExponentialHistogram().getDataPointsCount()
                        + metric.getSummary().getDataPointsCount())
            .sum();
    return new Partial(
        Partial.METRICS, metrics, "Metrics are not stored here: this server keeps traces only");
  }
}
