package dev.opikdesktop.server.observation;

import dev.opikdesktop.storage.measures.Histogram;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Metrics as they are at one moment. Sizes are in bytes and times in seconds; labels come from
 * small sets that no client can add to.
 */
final class Families {
  private final List<MetricSnapshot> families = new ArrayList<>();

  MetricSnapshots snapshots() {
    return new MetricSnapshots(families);
  }

  void gauge(String name, String help, double value) {
    gauge(name, help, List.of(value), unused -> Labels.EMPTY, each -> each);
  }

  /** One value for each part of something. */
  <T> void gauge(
      String name,
      String help,
      Collection<T> parts,
      Function<T, Labels> labels,
      ToDoubleFunction<T> value) {
    GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
    for (T part : parts) {
      family.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(labels.apply(part))
              .value(value.applyAsDouble(part))
              .build());
    }
    families.add(family.build());
  }

  /** Shown with {@code _total} behind its name. */
  void counter(String name, String help, double value) {
    counter(name, help, List.of(value), unused -> Labels.EMPTY, each -> each);
  }

  /** One count for each part of something. */
  <T> void counter(
      String name,
      String help,
      Collection<T> parts,
      Function<T, Labels> labels,
      ToDoubleFunction<T> value) {
    CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
    for (T part : parts) {
      family.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(labels.apply(part))
              .value(value.applyAsDouble(part))
              .build());
    }
    families.add(family.build());
  }

  /** One distribution for each part of something. */
  <K> void histogram(
      String name, String help, Map<K, Histogram> parts, Function<K, Labels> labels) {
    HistogramSnapshot.Builder family = HistogramSnapshot.builder().name(name).help(help);
    parts.forEach(
        (part, histogram) ->
            family.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .labels(labels.apply(part))
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(histogram.bounds(), histogram.counts()))
                    .sum(histogram.sum())
                    .build()));
    families.add(family.build());
  }
}
