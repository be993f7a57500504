package dev.opikdesktop.server.telemetry;

import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.configuration.Configuration.TelemetryExport;
import dev.opikdesktop.server.configuration.ConfigurationException;
import dev.opikdesktop.server.http.RequestObserver;
import dev.opikdesktop.server.system.ProductVersion;
import dev.opikdesktop.storage.observation.Observation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's SDK, set up from its own variables. */
final class SdkTelemetry implements Telemetry {
  private static final String NAME = "opik-desktop";
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  /** What the SDK calls a service whose name nobody set. */
  private static final String UNNAMED = "unknown_service";

  private static final Duration BETWEEN_EXPORTS = Duration.ofSeconds(5);

  /** The whole application has five seconds to end. */
  private static final long MILLIS_TO_CLOSE = 800;

  private final OpenTelemetrySdk sdk;
  private final SpanObservation origin;
  private final FamilyBridge metrics;
  private final @Nullable ProjectExporter project;

  private SdkTelemetry(
      OpenTelemetrySdk sdk, FamilyBridge metrics, @Nullable ProjectExporter project) {
    this.sdk = sdk;
    this.origin = new SpanObservation(sdk.getTracer(NAME, ProductVersion.read()));
    this.metrics = metrics;
    this.project = project;
  }

  static SdkTelemetry start(Configuration.Telemetry settings) {
    FamilyBridge metrics = new FamilyBridge();
    ProjectExporter project =
        settings.export() == TelemetryExport.PROJECT
            ? new ProjectExporter(settings.project())
            : null;
    AutoConfiguredOpenTelemetrySdkBuilder builder =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesCustomizer(unused -> properties(settings))
            .addResourceCustomizer((resource, unused) -> named(resource))
            .addSpanExporterCustomizer(
                (exporter, unused) -> new ReportingExporter(marked(exporter)))
            .addMetricExporterCustomizer(
                (exporter, unused) -> new ReportingMetricExporter(marked(exporter)))
            .addMeterProviderCustomizer((meters, unused) -> meters.registerMetricProducer(metrics));
    if (project != null) {
      builder.addTracerProviderCustomizer(
          (tracers, variables) ->
              tracers.addSpanProcessor(
                  BatchSpanProcessor.builder(new ReportingExporter(project))
                      .setScheduleDelay(
                          variables.getDuration("otel.bsp.schedule.delay", BETWEEN_EXPORTS))
                      .build()));
    }
    try {
      return new SdkTelemetry(builder.build().getOpenTelemetrySdk(), metrics, project);
    } catch (RuntimeException e) {
      // The SDK's own exception for a variable that it cannot make sense of, among others.
      throw new ConfigurationException(List.of("OpenTelemetry: " + e.getMessage()));
    }
  }

  /** The names that the SDK has for its variables. */
  private static Map<String, String> properties(Configuration.Telemetry settings) {
    Map<String, String> properties = new HashMap<>();
    properties.put("otel.exporter.otlp.protocol", "http/protobuf");
    settings
        .variables()
        .forEach(
            (name, value) ->
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    properties.put("otel.logs.exporter", "none");
    if (settings.export() == TelemetryExport.PROJECT) {
      properties.put("otel.traces.exporter", "none");
      properties.put("otel.metrics.exporter", "none");
    }
    return properties;
  }

  private static Resource named(Resource resource) {
    String name = resource.getAttribute(SERVICE);
    boolean unnamed = name == null || name.startsWith(UNNAMED);
    return Resource.builder()
        .put("service.version", ProductVersion.read())
        .put("service.instance.id", UUID.randomUUID().toString())
        .putAll(resource)
        .put(SERVICE, unnamed ? NAME : name)
        .build();
  }

  private static SpanExporter marked(SpanExporter exporter) {
    return switch (exporter) {
      case OtlpHttpSpanExporter http ->
          http.toBuilder().addHeader(ExportMark.HEADER, ExportMark.VALUE).build();
      case OtlpGrpcSpanExporter grpc ->
          grpc.toBuilder().addHeader(ExportMark.HEADER, ExportMark.VALUE).build();
      default -> exporter;
    };
  }

  private static MetricExporter marked(MetricExporter exporter) {
    return switch (exporter) {
      case OtlpHttpMetricExporter http ->
          http.toBuilder().addHeader(ExportMark.HEADER, ExportMark.VALUE).build();
      case OtlpGrpcMetricExporter grpc ->
          grpc.toBuilder().addHeader(ExportMark.HEADER, ExportMark.VALUE).build();
      default -> exporter;
    };
  }

  @Override
  public Observation origin() {
    return origin;
  }

  @Override
  public RequestObserver requests(RequestObserver measures) {
    // The trace of a caller has its beginning elsewhere, and would have none in the project.
    return new TracedRequests(origin, measures, project == null);
  }

  @Override
  public void connect(Supplier<MetricSnapshots> source, SpanStore store) {
    metrics.readFrom(source);
    if (project != null) {
      project.storeIn(store);
    }
  }

  @Override
  public void close() {
    sdk.shutdown().join(MILLIS_TO_CLOSE, TimeUnit.MILLISECONDS);
  }
}
