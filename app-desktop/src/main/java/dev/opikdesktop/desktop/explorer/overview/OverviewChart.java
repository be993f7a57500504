package dev.opikdesktop.desktop.explorer.overview;

import dev.opikdesktop.desktop.client.Breakdown;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogsApi;
import dev.opikdesktop.desktop.client.Series;
import dev.opikdesktop.desktop.explorer.chart.TimeChart.Drawing;
import dev.opikdesktop.desktop.explorer.chart.Unit;
import dev.opikdesktop.desktop.explorer.logs.Period;
import dev.opikdesktop.desktop.explorer.theme.Hues;
import java.util.ArrayList;
import java.util.List;

/** The charts of the page: what each asks the server for, and how it is drawn. */
enum OverviewChart {
  VOLUME("Traces", Drawing.BARS, Unit.COUNT),
  LATENCY("Latency of traces", Drawing.LINES, Unit.DURATION),
  ERRORS("Errors by type", Drawing.BARS, Unit.COUNT),
  COST("Cost by model", Drawing.BARS, Unit.COST),
  TOKENS_IN("Tokens in, by model", Drawing.BARS, Unit.COUNT),
  TOKENS_OUT("Tokens out, by model", Drawing.BARS, Unit.COUNT),
  MODEL_LATENCY("Median latency by model", Drawing.LINES, Unit.DURATION),
  SCORES("Scores, average", Drawing.LINES, Unit.SCORE),
  THREADS("Threads", Drawing.BARS, Unit.COUNT);

  private static final String FAILED = "Failed";
  private static final String OF_MODELS = "type = \"llm\"";
  private static final String WITH_ERROR = "error_info is_not_empty";

  private final String title;
  private final Drawing drawing;
  private final Unit unit;

  OverviewChart(String title, Drawing drawing, Unit unit) {
    this.title = title;
    this.drawing = drawing;
    this.unit = unit;
  }

  String title() {
    return title;
  }

  Drawing drawing() {
    return drawing;
  }

  Unit unit() {
    return unit;
  }

  /** Whether its lines are models. */
  boolean isByModel() {
    return switch (this) {
      case COST, TOKENS_IN, TOKENS_OUT, MODEL_LATENCY -> true;
      default -> false;
    };
  }

  /** Asks the server. */
  List<Series> ask(LogsApi logs, String projectId, Period period) {
    Question question = new Question(logs, projectId, period);
    return switch (this) {
      case VOLUME -> volume(question);
      case LATENCY ->
          renamed(question.of(LogKind.TRACES, "DURATION", "", Breakdown.NONE), "duration.");
      case ERRORS ->
          question.of(LogKind.TRACES, "TRACE_COUNT", WITH_ERROR, Breakdown.by("error_type"));
      case COST -> question.of(LogKind.SPANS, "SPAN_COST", "", Breakdown.by("model"));
      case TOKENS_IN -> question.byModel("SPAN_TOKEN_USAGE", "", "prompt_tokens");
      case TOKENS_OUT -> question.byModel("SPAN_TOKEN_USAGE", "", "completion_tokens");
      case MODEL_LATENCY -> question.byModel("SPAN_DURATION", OF_MODELS, "p50");
      case SCORES -> question.of(LogKind.TRACES, "FEEDBACK_SCORES", "", Breakdown.NONE);
      case THREADS ->
          question.of(LogKind.THREADS, "THREAD_COUNT", "", Breakdown.NONE).stream()
              .map(series -> new Series("Threads", series.points()))
              .toList();
    };
  }

  /** The colour of the n-th line that was ever shown. */
  String hue(String name, int index) {
    return switch (this) {
      case VOLUME -> name.equals(FAILED) ? "-od-danger" : "-od-bar";
      case LATENCY -> List.of("-od-general", "-od-guard", "-od-tool").get(index % 3);
      case ERRORS -> index == 0 ? "-od-danger" : Hues.nth(index - 1);
      case SCORES -> Hues.of(name);
      case THREADS -> "-od-bar";
      case COST, TOKENS_IN, TOKENS_OUT, MODEL_LATENCY -> Hues.nth(index);
    };
  }

  private static List<Series> volume(Question question) {
    List<Series> all = question.of(LogKind.TRACES, "TRACE_COUNT", "", Breakdown.NONE);
    List<Series> failed = question.of(LogKind.TRACES, "TRACE_COUNT", WITH_ERROR, Breakdown.NONE);
    if (all.isEmpty() || failed.isEmpty()) {
      return all;
    }
    List<Series.Point> good = new ArrayList<>();
    List<Series.Point> bad = failed.getFirst().points();
    for (int i = 0; i < Math.min(all.getFirst().points().size(), bad.size()); i++) {
      Series.Point point = all.getFirst().points().get(i);
      // A trace may have come between the two answers.
      double rest = Math.max(0, number(point) - number(bad.get(i)));
      good.add(new Series.Point(point.time(), rest));
    }
    return List.of(new Series("Succeeded", good), new Series(FAILED, bad));
  }

  private static double number(Series.Point point) {
    Double value = point.value();
    return value == null ? 0 : value;
  }

  private static List<Series> renamed(List<Series> series, String prefix) {
    return series.stream()
        .map(one -> new Series(one.name().replace(prefix, ""), one.points()))
        .toList();
  }

  private record Question(LogsApi logs, String projectId, Period period) {
    List<Series> of(LogKind kind, String metric, String oql, Breakdown breakdown) {
      LogQuery query = LogQuery.all(projectId, kind).searching(oql, "");
      return logs.metric(query, metric, breakdown, period.interval(), period.from(), period.to());
    }

    List<Series> byModel(String metric, String oql, String subMetric) {
      return of(LogKind.SPANS, metric, oql, new Breakdown("model", subMetric));
    }
  }
}
