package dev.opikdesktop.desktop.explorer.overview;

import dev.opikdesktop.desktop.client.Breakdown;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.client.LogsApi;
import dev.opikdesktop.desktop.client.Series;
import dev.opikdesktop.desktop.explorer.chart.TimeChart.Drawing;
import dev.opikdesktop.desktop.explorer.chart.Unit;
import dev.opikdesktop.desktop.explorer.logs.Period;
import dev.opikdesktop.desktop.explorer.overview.Split.By;
import dev.opikdesktop.desktop.explorer.theme.Hues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The charts of the page: what each asks the server for, how it is drawn, and what it can be split
 * by, of which the first is what it is split by before anybody chose.
 */
enum OverviewChart {
  VOLUME("Traces", Drawing.BARS, Unit.COUNT, traces("TRACE_COUNT", ""), ofTraces(By.OUTCOME)),
  LATENCY(
      "Latency of traces", Drawing.LINES, Unit.DURATION, traces("DURATION", ""), latencyOfTraces()),
  COST("Cost", Drawing.BARS, Unit.COST, spans("SPAN_COST", "", ""), ofSpans()),
  ERRORS(
      "Errors",
      Drawing.BARS,
      Unit.COUNT,
      traces("TRACE_COUNT", "error_info is_not_empty"),
      List.of(By.ERROR_TYPE, By.NAME, By.TAGS, By.METADATA)),
  TOKENS_IN(
      "Tokens in",
      Drawing.BARS,
      Unit.COUNT,
      spans("SPAN_TOKEN_USAGE", "prompt_tokens", ""),
      ofSpans()),
  TOKENS_OUT(
      "Tokens out",
      Drawing.BARS,
      Unit.COUNT,
      spans("SPAN_TOKEN_USAGE", "completion_tokens", ""),
      ofSpans()),
  CALL_LATENCY(
      "Latency of LLM calls",
      Drawing.LINES,
      Unit.DURATION,
      spans("SPAN_DURATION", "p50", "type = \"llm\""),
      ofSpans()),
  SCORES("Scores of traces", Drawing.LINES, Unit.SCORE, traces("FEEDBACK_SCORES", ""), whole()),
  SPAN_SCORES(
      "Scores of spans", Drawing.LINES, Unit.SCORE, spans("SPAN_FEEDBACK_SCORES", "", ""), whole()),
  THREADS("Threads", Drawing.BARS, Unit.COUNT, threads("THREAD_COUNT"), ofThreads()),
  THREAD_DURATION(
      "Duration of threads", Drawing.LINES, Unit.DURATION, threads("THREAD_DURATION"), ofThreads()),
  THREAD_SCORES(
      "Scores of threads", Drawing.LINES, Unit.SCORE, threads("THREAD_FEEDBACK_SCORES"), whole());

  private static final String MEDIAN = "p50";

  private final String title;
  private final Drawing drawing;
  private final Unit unit;

  // Nobody changes them.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Metric metric;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<By> splits;

  /**
   * What the server measures.
   *
   * @param part which of its series is shown when it is split; empty where it has one
   * @param oql of what; empty for all
   */
  private record Metric(LogKind kind, String name, String part, String oql) {}

  OverviewChart(String title, Drawing drawing, Unit unit, Metric metric, List<By> splits) {
    this.title = title;
    this.drawing = drawing;
    this.unit = unit;
    this.metric = metric;
    this.splits = splits;
  }

  private static Metric traces(String name, String oql) {
    return new Metric(LogKind.TRACES, name, name.equals("DURATION") ? MEDIAN : "", oql);
  }

  private static Metric spans(String name, String part, String oql) {
    return new Metric(LogKind.SPANS, name, part, oql);
  }

  private static Metric threads(String name) {
    return new Metric(LogKind.THREADS, name, name.equals("THREAD_DURATION") ? MEDIAN : "", "");
  }

  private static List<By> ofTraces(By first) {
    return List.of(first, By.ERROR_TYPE, By.NAME, By.TAGS, By.METADATA);
  }

  private static List<By> latencyOfTraces() {
    List<By> all = new ArrayList<>(ofTraces(By.OUTCOME));
    all.addFirst(By.NOTHING);
    return List.copyOf(all);
  }

  private static List<By> ofSpans() {
    return List.of(
        By.MODEL, By.PROVIDER, By.TYPE, By.NAME, By.TAGS, By.OUTCOME, By.ERROR_TYPE, By.METADATA);
  }

  private static List<By> ofThreads() {
    return List.of(By.NOTHING, By.TAGS);
  }

  private static List<By> whole() {
    return List.of(By.NOTHING);
  }

  /** What it shows: of several percentiles, a chart that is split has the median. */
  String title(Split split) {
    return unit == Unit.DURATION && split.by() != By.NOTHING
        ? "Median " + title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1)
        : title;
  }

  Drawing drawing() {
    return drawing;
  }

  Unit unit() {
    return unit;
  }

  /** What is measured. */
  LogKind kind() {
    return metric.kind();
  }

  /** What it can be split by. */
  List<By> splits() {
    return splits;
  }

  Split usualSplit() {
    return Split.by(splits.getFirst());
  }

  /** The condition that holds for what a line sums up, in the query language. */
  String condition(Split split, String line) {
    String group = split.condition(line);
    return metric.oql().isEmpty() || group.isEmpty()
        ? metric.oql() + group
        : metric.oql() + " AND " + group;
  }

  /** Asks the server. */
  List<Series> ask(LogsApi logs, String projectId, Period period, Split split) {
    Question question = new Question(logs, projectId, period, metric);
    return switch (split.by()) {
      case NOTHING -> named(question.of(metric.oql(), Breakdown.NONE));
      case OUTCOME -> {
        List<Series> both = new ArrayList<>();
        for (String outcome : List.of(Split.SUCCEEDED, Split.FAILED)) {
          question.of(condition(split, outcome), Breakdown.NONE).stream()
              .filter(series -> series.name().endsWith(metric.part()))
              .map(series -> new Series(outcome, series.points()))
              .forEach(both::add);
        }
        yield both;
      }
      default -> question.of(metric.oql(), split.breakdown(metric.part()));
    };
  }

  /** The colour of the n-th line that was ever shown. */
  String hue(Split split, String name, int index) {
    return switch (split.by()) {
      case NOTHING ->
          switch (unit) {
            case DURATION -> List.of("-od-general", "-od-guard", "-od-tool").get(index % 3);
            case SCORE -> Hues.of(name);
            case COUNT, COST -> "-od-bar";
          };
      case OUTCOME -> name.equals(Split.FAILED) ? "-od-danger" : "-od-bar";
      case ERROR_TYPE -> index == 0 ? "-od-danger" : Hues.nth(index - 1);
      default -> Hues.nth(index);
    };
  }

  /** Percentiles without the name of what they are of; a line alone has the chart's name. */
  private List<Series> named(List<Series> series) {
    return series.stream().map(one -> new Series(name(one.name()), one.points())).toList();
  }

  private String name(String series) {
    return switch (unit) {
      case DURATION -> series.substring(series.indexOf('.') + 1);
      case COUNT, COST -> title;
      case SCORE -> series;
    };
  }

  private record Question(LogsApi logs, String projectId, Period period, Metric metric) {
    List<Series> of(String oql, Breakdown breakdown) {
      LogQuery query = LogQuery.all(projectId, metric.kind()).searching(oql, "");
      return logs.metric(
          query, metric.name(), breakdown, period.interval(), period.from(), period.to());
    }
  }
}
