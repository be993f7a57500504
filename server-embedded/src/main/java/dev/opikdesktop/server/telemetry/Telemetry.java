package dev.opikdesktop.server.telemetry;

import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.configuration.ConfigurationException;
import dev.opikdesktop.server.http.RequestObserver;
import dev.opikdesktop.storage.observation.Observation;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Supplier;

/**
 * Tells of the server's own work: spans of requests and jobs and their parts, and the metrics.
 * While it is off, nothing of OpenTelemetry's SDK is loaded.
 */
public interface Telemetry extends AutoCloseable {
  /** Tells nobody. */
  Telemetry OFF = new SilentTelemetry();

  /**
   * Begins to tell whom the configuration names.
   *
   * @throws ConfigurationException if OpenTelemetry cannot make sense of its variables
   */
  static Telemetry of(Configuration.Telemetry settings) {
    return switch (settings.export()) {
      case OFF -> OFF;
      case OTLP, PROJECT -> SdkTelemetry.start(settings);
    };
  }

  /** Whose parts are works for themselves. */
  Observation origin();

  /**
   * Hears of requests.
   *
   * @param measures hears of them too
   */
  RequestObserver requests(RequestObserver measures);

  /**
   * Says where metrics come from, and where spans go that are kept here. Nothing of either happens
   * before.
   *
   * @param metrics as they are now
   * @param project stores spans in the project of that name
   */
  void connect(Supplier<MetricSnapshots> metrics, SpanStore project);

  /** Sends what waits, for a moment. */
  @Override
  void close();

  /** Keeps spans of our own. */
  interface SpanStore {
    /** Returns when they are stored for good. */
    void store(String project, ExportTraceServiceRequest spans);
  }
}
