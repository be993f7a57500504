package dev.opikdesktop.desktop.explorer.logs;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.explorer.text.Units;
import java.util.Locale;

/** What the bars beside the key figures are of. */
public enum Charted {
  COUNT,
  ERRORS,
  DURATION,
  COST;

  /** Threads have no errors of their own: of them the count is shown instead. */
  Charted of(LogKind kind) {
    return this == ERRORS && kind == LogKind.THREADS ? COUNT : this;
  }

  /** The wire's word for the metric. */
  String metric(LogKind kind) {
    String what = kind.singular().toUpperCase(Locale.ROOT);
    return switch (this) {
      case COUNT -> what + "_COUNT";
      case ERRORS -> what + "_ERROR_RATE";
      case DURATION -> kind == LogKind.TRACES ? "DURATION" : what + "_DURATION";
      case COST -> kind == LogKind.TRACES ? "COST" : what + "_COST";
    };
  }

  /** Of several series of the metric the one that is shown. */
  boolean isShown(String series, DurationMeasure measure) {
    return this != DURATION || series.endsWith(measure.percentile());
  }

  /** A value as a sentence's part. */
  String text(double value, DurationMeasure measure) {
    return switch (this) {
      case COUNT -> Units.count(Math.round(value));
      case ERRORS -> String.format(Locale.ENGLISH, "%.1f %% failed", value);
      case DURATION -> value == 0 ? "—" : measure.percentile() + " " + Units.duration(value);
      case COST -> value == 0 ? "$0" : Units.cost(value);
    };
  }
}
