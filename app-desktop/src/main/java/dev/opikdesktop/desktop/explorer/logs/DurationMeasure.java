package dev.opikdesktop.desktop.explorer.logs;

/** Which of the durations of many rows stands for all of them. */
public enum DurationMeasure {
  AVERAGE("Average", "Average duration", "p50"),
  MEDIAN("Median (p50)", "Median duration", "p50"),
  P90("p90", "p90 duration", "p90"),
  P99("p99", "p99 duration", "p99");

  private final String label;
  private final String title;
  private final String percentile;

  DurationMeasure(String label, String title, String percentile) {
    this.label = label;
    this.title = title;
    this.percentile = percentile;
  }

  /** Among the others. */
  String label() {
    return label;
  }

  /** Above the figure. */
  String title() {
    return title;
  }

  /** What bars of it show: averages over time are not told. */
  String percentile() {
    return percentile;
  }

  static DurationMeasure named(String name) {
    for (DurationMeasure measure : values()) {
      if (measure.name().equalsIgnoreCase(name)) {
        return measure;
      }
    }
    return AVERAGE;
  }
}
