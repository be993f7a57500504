package dev.opikdesktop.server.otlp;

import com.google.protobuf.Message;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.jspecify.annotations.Nullable;

/**
 * OTLP over HTTP: {@code POST v1/traces}, and {@code v1/logs} and {@code v1/metrics}, which are
 * answered with the word that they are not stored, so that an exporter of all three keeps working.
 * Registered at the root of the OTLP port and under {@code /v1/private/otel} of the API.
 */
public final class OtlpRoutes implements HttpService {
  private static final HeaderName PROJECT = HeaderNames.create("projectName");

  private final String prefix;
  private final OtlpIntake intake;

  /**
   * @param prefix what stands before {@code /v1/traces}, without a slash at its end
   */
  public OtlpRoutes(String prefix, OtlpIntake intake) {
    this.prefix = prefix;
    this.intake = intake;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post(prefix + "/v1/traces", handler(this::traces))
        .post(prefix + "/v1/logs", handler(OtlpRoutes::logs))
        .post(prefix + "/v1/metrics", handler(OtlpRoutes::metrics));
  }

  private interface Signal {
    Partial take(ServerRequest request, Wire wire);
  }

  private static Handler handler(Signal signal) {
    return (request, response) -> answer(signal, request, response);
  }

  private static void answer(Signal signal, ServerRequest request, ServerResponse response) {
    Wire wire = Wire.of(request);
    Partial partial;
    try {
      partial = signal.take(request, wire);
    } catch (ApiException e) {
      wire.fail(request, response, e.status(), String.valueOf(e.getMessage()));
      return;
    }
    wire.answer(request, response, partial);
  }

  private Partial traces(ServerRequest request, Wire wire) {
    Caller caller = Caller.of(request);
    ExportTraceServiceRequest.Builder body = ExportTraceServiceRequest.newBuilder();
    read(request, wire, body);
    OtlpIntake.Outcome outcome = intake.accept(caller, project(request), body.build());
    return new Partial(Partial.SPANS, outcome.refused(), outcome.message());
  }

  private static Partial logs(ServerRequest request, Wire wire) {
    ExportLogsServiceRequest.Builder body = ExportLogsServiceRequest.newBuilder();
    read(request, wire, body);
    long records =
        body.getResourceLogsList().stream()
            .flatMap(resource -> resource.getScopeLogsList().stream())
            .mapToLong(scope -> scope.getLogRecordsCount())
            .sum();
    return new Partial(
        Partial.LOGS, records, "Log records are not stored here: this server keeps traces only");
  }

  private static Partial metrics(ServerRequest request, Wire wire) {
    ExportMetricsServiceRequest.Builder body = ExportMetricsServiceRequest.newBuilder();
    read(request, wire, body);
    long metrics =
        body.getResourceMetricsList().stream()
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

  private static void read(ServerRequest request, Wire wire, Message.Builder into) {
    if (!request.content().hasEntity()) {
      throw ApiException.badRequest("The body is empty");
    }
    wire.read(request.content().inputStream(), into);
  }

  private static @Nullable String project(ServerRequest request) {
    return request
        .headers()
        .first(PROJECT)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElse(null);
  }
}
