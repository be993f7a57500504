package dev.opikdesktop.server.telemetry;

import dev.opikdesktop.server.http.RequestObserver;
import dev.opikdesktop.storage.observation.Observation;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Supplier;

/** Tells nobody of anything. */
final class SilentTelemetry implements Telemetry {
  @Override
  public Observation origin() {
    return Observation.NONE;
  }

  @Override
  public RequestObserver requests(RequestObserver measures) {
    return measures;
  }

  @Override
  public void connect(Supplier<MetricSnapshots> metrics, SpanStore project) {
    // Nobody asks for any.
  }

  @Override
  public void close() {
    // Nothing waits.
  }
}
