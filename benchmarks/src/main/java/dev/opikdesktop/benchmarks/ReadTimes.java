package dev.opikdesktop.benchmarks;

import dev.opikdesktop.benchmarks.Question.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How long each question took at each size of the project. */
final class ReadTimes {
  /** Tenfold rows in more than so many times the time: the read grows with the rows. */
  private static final double BEND = 2;

  private final List<Integer> sizes;
  private final int last;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  /**
   * @param sizes numbers of spans, the most last
   */
  ReadTimes(List<Integer> sizes) {
    this.sizes = sizes;
    this.last = sizes.getLast();
  }

  /** One question. Not each is asked at each size. */
  private record Row(Kind kind, Map<Integer, Times> times) {
    boolean has(int spans) {
      return times.containsKey(spans);
    }

    Times at(int spans) {
      Times found = times.get(spans);
      if (found == null) {
        throw new IllegalStateException("not asked at " + spans + " spans");
      }
      return found;
    }

    double growth(int spans) {
      return at(spans).median() / at(spans / 10).median();
    }
  }

  void add(Question question, int spans, Times times) {
    rows.computeIfAbsent(question.name(), name -> new Row(question.kind(), new TreeMap<>()))
        .times()
        .put(spans, times);
  }

  void writeTable(Report report) {
    List<String> header = new ArrayList<>(List.of("question"));
    sizes.forEach(spans -> header.add(Report.thousands(spans) + " spans"));
    header.addAll(List.of("p99", "runs", "× a tenth of the rows"));
    Report.Table out = report.table(header.toArray(String[]::new));
    rows.forEach(
        (name, row) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          for (int spans : sizes) {
            cells.add(row.has(spans) ? Report.millis(row.at(spans).median()) : "");
          }
          cells.add(Report.millis(row.at(last).p99()));
          cells.add(Integer.toString(row.at(last).runs()));
          cells.add(row.has(last / 10) ? Report.times(row.growth(last)) : "");
          out.row(cells.toArray(String[]::new));
        });
    out.end();
  }

  /** How each time grows with the rows, and from where it grows with them more than a little. */
  void writeGrowth(Report report) {
    List<String> header = new ArrayList<>(List.of("question"));
    sizes.forEach(spans -> header.add(Report.thousands(spans) + " spans"));
    header.addAll(List.of("runs", "× a tenth of the rows, each step", "bends at"));
    Report.Table out = report.table(header.toArray(String[]::new));
    Map<Integer, List<String>> bends = new TreeMap<>();
    rows.forEach(
        (name, row) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          sizes.forEach(spans -> cells.add(Report.millis(row.at(spans).median())));
          cells.add(Integer.toString(row.at(last).runs()));
          List<Integer> steps = sizes.subList(1, sizes.size());
          cells.add(
              steps.stream()
                  .map(spans -> String.format(Locale.ROOT, "%.1f", row.growth(spans)))
                  .collect(Collectors.joining(", ")));
          int bend =
              steps.stream().filter(spans -> row.growth(spans) > BEND).findFirst().orElse(0) / 10;
          cells.add(bend == 0 ? "nowhere" : Report.thousands(bend));
          bends.computeIfAbsent(bend, none -> new ArrayList<>()).add(name);
          out.row(cells.toArray(String[]::new));
        });
    out.end();
    report.text(
        "A read bends where tenfold rows first take more than "
            + Report.thousands(BEND)
            + " × the time. "
            + bends.entrySet().stream().map(ReadTimes::bend).collect(Collectors.joining(" ")));
  }

  private static String bend(Map.Entry<Integer, List<String>> bend) {
    List<String> names = bend.getValue();
    return bend.getKey() == 0
        ? names.size() + " reads do not bend."
        : "At " + Report.thousands(bend.getKey()) + ": " + String.join("; ", names) + ".";
  }

  void goals(Report report) {
    String at = ", " + Report.thousands(last) + " spans";
    page(report, "newest 25 traces" + at, Kind.PLAIN_PAGE, 20);
    page(report, "newest 25 traces by tag" + at, Kind.TAG_PAGE, 40);
    page(report, "newest 25 traces by score" + at, Kind.SCORE_PAGE, 40);
    page(report, "traces sorted by duration" + at, Kind.DURATION_PAGE, 60);
    slowest(report, "trace with 20 spans by id" + at, Kind.ONE_TRACE, 15);
    slowest(report, "trace with 15,000 spans to the last byte", Kind.LARGE_TRACE, 400);
    slowest(report, "a word or a part of one, first 25" + at, Kind.WORD, 30);
    slowest(report, "project statistics, KPI cards, a metric" + at, Kind.STATISTICS, 100);
  }

  private void page(Report report, String goal, Kind kind, double limit) {
    slowest(report, goal, kind, limit);
    for (Row row : rows.values()) {
      if (row.kind() == kind) {
        Times times = row.at(last);
        report.goal(
            goal + ": p99 ≤ 3 × median",
            Report.times(times.p99() / times.median()),
            Report.millis(times.p99()) + " to " + Report.millis(times.median()),
            times.p99() <= 3 * times.median());
        report.goal(
            goal + ": ≤ 2 × the time at a tenth of the rows",
            Report.times(row.growth(last)),
            Report.millis(times.median()) + " to " + Report.millis(row.at(last / 10).median()),
            row.growth(last) <= 2);
      }
    }
  }

  private void slowest(Report report, String goal, Kind kind, double limit) {
    String slowest = "";
    double millis = 0;
    for (Map.Entry<String, Row> one : rows.entrySet()) {
      Row row = one.getValue();
      if (row.kind() == kind && row.has(last) && row.at(last).median() > millis) {
        millis = row.at(last).median();
        slowest = one.getKey();
      }
    }
    report.goal(
        goal + ": ≤ " + Report.thousands(limit) + " ms median",
        Report.millis(millis),
        "the slowest of its kind: " + slowest,
        millis <= limit);
  }
}
