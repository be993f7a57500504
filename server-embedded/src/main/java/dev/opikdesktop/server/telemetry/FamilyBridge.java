package dev.opikdesktop.server.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The families of {@code /metrics} in the form of OpenTelemetry, under the same names. */
final class FamilyBridge implements MetricProducer {
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create("opik-desktop");

  private static final String SECONDS = "_seconds";
  private static final String BYTES = "_bytes";

  private final long start = now();
  private volatile Supplier<MetricSnapshots> source = MetricSnapshots::new;

  void readFrom(Supplier<MetricSnapshots> metrics) {
    source = metrics;
  }

  private record Family(
      Resource resource, String name, String description, MetricDataType type, Data<?> data)
      implements MetricData {
    @Override
    public Resource getResource() {
      return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
      return SCOPE;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public String getDescription() {
      return description;
    }

    @Override
    public String getUnit() {
      return name.endsWith(SECONDS) ? "s" : name.endsWith(BYTES) ? "By" : "";
    }

    @Override
    public MetricDataType getType() {
      return type;
    }

    @Override
    public Data<?> getData() {
      return data;
    }
  }

  @Override
  public Collection<MetricData> produce(Resource resource) {
    long now = now();
    return source.get().stream().flatMap(each -> family(resource, each, now)).toList();
  }

  private Stream<MetricData> family(Resource resource, MetricSnapshot family, long now) {
    MetricDataType type;
    Data<?> data;
    switch (family) {
      case CounterSnapshot counter -> {
        type = MetricDataType.DOUBLE_SUM;
        data =
            SumData.createDoubleSumData(
                true,
                AggregationTemporality.CUMULATIVE,
                counter.getDataPoints().stream()
                    .map(point -> point(point.getLabels(), point.getValue(), now))
                    .toList());
      }
      case GaugeSnapshot gauge -> {
        type = MetricDataType.DOUBLE_GAUGE;
        data =
            GaugeData.createDoubleGaugeData(
                gauge.getDataPoints().stream()
                    .map(point -> point(point.getLabels(), point.getValue(), now))
                    .toList());
      }
      case HistogramSnapshot histogram -> {
        type = MetricDataType.HISTOGRAM;
        data =
            HistogramData.create(
                AggregationTemporality.CUMULATIVE,
                histogram.getDataPoints().stream().map(point -> point(point, now)).toList());
      }
      default -> {
        return Stream.empty();
      }
    }
    String help = family.getMetadata().getHelp();
    return Stream.of(
        new Family(resource, family.getMetadata().getName(), help == null ? "" : help, type, data));
  }

  private DoublePointData point(Labels labels, double value, long now) {
    return DoublePointData.create(start, now, attributes(labels), value, List.of());
  }

  private HistogramPointData point(HistogramDataPointSnapshot point, long now) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int each = 0; each < buckets.size(); each++) {
      counts.add(buckets.getCount(each));
      if (buckets.getUpperBound(each) < Double.POSITIVE_INFINITY) {
        bounds.add(buckets.getUpperBound(each));
      }
    }
    return HistogramPointData.create(
        start,
        now,
        attributes(point.getLabels()),
        point.getSum(),
        false,
        0,
        false,
        0,
        bounds,
        counts);
  }

  private static Attributes attributes(Labels labels) {
    AttributesBuilder attributes = Attributes.builder();
    labels.forEach(label -> attributes.put(label.getName(), label.getValue()));
    return attributes.build();
  }

  private static long now() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  }
}
