package dev.opikdesktop.benchmarks;

import static dev.opikdesktop.benchmarks.Question.require;

import dev.opikdesktop.benchmarks.Question.Check;
import dev.opikdesktop.benchmarks.Question.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a user asks of a project with a number of traces, and of one with a large trace. */
final class Questions {
  static final int PAGE = 25;

  /** Spans of the large trace. */
  static final int LARGE = 15_000;

  /** Entries of one answer of a search stream, at most. */
  private static final int STREAM = 2_000;

  private static final double GOOD = 0.5;

  private final Workload load;
  private final int traces;
  private final String project;
  private final Workload large;
  private final String largeProject;

  /**
   * @param traces how many are there
   * @param project its id
   * @param large the workload whose first trace is the large one
   * @param largeProject its project's id
   */
  Questions(Workload load, int traces, String project, Workload large, String largeProject) {
    this.load = load;
    this.traces = traces;
    this.project = project;
    this.large = large;
    this.largeProject = largeProject;
  }

  List<Question> all() {
    List<Question> all = new ArrayList<>(pages());
    all.addAll(single());
    all.addAll(new WordQuestions(load, traces, project).all());
    all.addAll(statistics());
    return all;
  }

  /** The newest 25, in the ways that a table of traces asks for them. */
  List<Question> pages() {
    String list = "/v1/private/traces?project_id=" + project + "&size=" + PAGE;
    long good =
        IntStream.range(0, traces)
            .filter(trace -> trace % Workload.SCORED_EVERY == 0 && Workload.score(trace) > GOOD)
            .count();
    long tagged = Math.ceilDiv(traces, Workload.TAGGED_EVERY);
    String newest = load.traceId(traces - 1).toString();
    Check first =
        answers -> {
          List<JsonNode> content = page(answers, traces);
          require(id(content).equals(newest), "%s is first, not %s", id(content), newest);
        };
    return List.of(
        get("newest 25 traces", Kind.PLAIN_PAGE, list, first),
        get(
            "newest 25 traces by tag",
            Kind.TAG_PAGE,
            list + filter("tags", "contains", "", Workload.RARE_TAG),
            answers ->
                each(page(answers, tagged), one -> one.path("tags").toString().contains("rare"))),
        get(
            "newest 25 traces by score",
            Kind.SCORE_PAGE,
            list + filter("feedback_scores", ">", "quality", Double.toString(GOOD)),
            answers ->
                each(
                    page(answers, good),
                    one -> one.path("feedback_scores").path(0).path("value").asDouble() > GOOD)),
        get(
            "25 longest traces",
            Kind.DURATION_PAGE,
            list + "&sorting=" + encoded("[{\"field\":\"duration\",\"direction\":\"DESC\"}]"),
            answers -> {
              double longest = page(answers, traces).getFirst().path("duration").asDouble();
              double expected = longestMillis();
              require(Math.abs(longest - expected) < 0.01, "%s ms, not %s", longest, expected);
            }),
        get("newest 25 traces, truncated", Kind.OTHER, list + "&truncate=true", first),
        get(
            "newest 25 spans",
            Kind.OTHER,
            "/v1/private/spans?project_id=" + project + "&size=" + PAGE,
            answers -> page(answers, (long) traces * Workload.SPANS_PER_TRACE)),
        get(
            "newest 25 threads",
            Kind.OTHER,
            "/v1/private/traces/threads?project_id=" + project + "&size=" + PAGE,
            answers -> {
              page(answers, Math.ceilDiv(traces, Workload.TRACES_PER_THREAD));
            }));
  }

  private double longestMillis() {
    return IntStream.range(0, traces).mapToLong(load::nanos).max().orElseThrow() / 1e6;
  }

  private List<Question> single() {
    String id = load.traceId(traces / 2).toString();
    Request trace = Request.get("/v1/private/traces/" + id);
    Request spans =
        Request.get("/v1/private/spans?size=1000&project_id=" + project + "&trace_id=" + id);
    Check traceCheck =
        answers -> {
          JsonNode found = Json.read(answers.getFirst());
          require(found.path("id").asString().equals(id), "another trace");
          require(
              found.path("span_count").asInt() == Workload.SPANS_PER_TRACE,
              "%s spans",
              found.path("span_count"));
        };
    String largeId = large.traceId(0).toString();
    return List.of(
        new Question("one trace", Kind.OTHER, List.of(trace), traceCheck),
        new Question(
            "one trace and its 20 spans",
            Kind.ONE_TRACE,
            List.of(trace, spans),
            answers -> {
              traceCheck.accept(answers);
              int total = Json.read(answers.get(1)).path("total").asInt();
              require(total == Workload.SPANS_PER_TRACE, "%s spans", total);
            }),
        new Question(
            "trace of 15,000 spans, one list",
            Kind.LARGE_TRACE,
            List.of(
                Request.get(
                    "/v1/private/spans?size="
                        + LARGE
                        + "&project_id="
                        + largeProject
                        + "&trace_id="
                        + largeId)),
            answers -> {
              int count = Json.read(answers.getFirst()).path("content").size();
              require(count == LARGE, "%s spans", count);
            }),
        new Question(
            "trace of 15,000 spans, search stream in 8 answers",
            Kind.LARGE_TRACE,
            largeStream(largeId),
            answers -> {
              int count = answers.stream().mapToInt(answer -> Json.lines(answer).size()).sum();
              require(count == LARGE, "%s spans", count);
            }));
  }

  /** Each goes on where the one before ended; ids fall. */
  private List<Request> largeStream(String traceId) {
    List<Workload.SpanData> spans = large.spans(0);
    List<Request> requests = new ArrayList<>();
    for (int from = LARGE; from > 0; from -= STREAM) {
      String after = from == LARGE ? "" : ",\"last_retrieved_id\":\"" + spans.get(from).id() + "\"";
      requests.add(
          Request.json(
              "POST",
              "/v1/private/spans/search",
              "{\"project_id\":\"%s\",\"trace_id\":\"%s\",\"limit\":%d%s}"
                  .formatted(largeProject, traceId, STREAM, after)));
    }
    return requests;
  }

  /** The numbers over a project. */
  private List<Question> statistics() {
    String of = "?project_id=" + project;
    String begin = load.begin().minusSeconds(60).toString();
    String end = Instant.now().plusSeconds(86_400).toString();
    String metrics = "/v1/private/projects/" + project;
    return List.of(
        get(
            "project statistics",
            Kind.STATISTICS,
            "/v1/private/projects/stats?name=" + load.project(),
            answers -> {
              JsonNode content = Json.read(answers.getFirst()).path("content");
              long count = content.path(0).path("trace_count").asLong();
              require(count == traces, "%s traces, not %s", count, traces);
            }),
        get(
            "statistics of traces",
            Kind.STATISTICS,
            "/v1/private/traces/stats" + of,
            answers -> counted(answers, "trace_count", traces)),
        get(
            "statistics of spans",
            Kind.STATISTICS,
            "/v1/private/spans/stats" + of,
            answers -> counted(answers, "span_count", (long) traces * Workload.SPANS_PER_TRACE)),
        new Question(
            "KPI cards",
            Kind.STATISTICS,
            List.of(
                Request.json(
                    "POST",
                    metrics + "/kpi-cards",
                    "{\"entity_type\":\"traces\",\"interval_start\":\"%s\",\"interval_end\":\"%s\"}"
                        .formatted(begin, end))),
            answers -> {
              JsonNode card = Json.read(answers.getFirst()).path("stats").path(0);
              double count = card.path("current_value").asDouble();
              require(count == traces, "%s traces, not %s", count, traces);
            }),
        metric("TRACE_COUNT", metrics, begin, end, traces),
        metric("TOKEN_USAGE", metrics, begin, end, 0));
  }

  private static Question metric(String type, String path, String begin, String end, long sum) {
    String body =
        "{\"metric_type\":\"%s\",\"interval\":\"DAILY\",\"interval_start\":\"%s\",\"interval_end\":\"%s\"}"
            .formatted(type, begin, end);
    return new Question(
        "metric " + type + " over 30 days",
        Kind.STATISTICS,
        List.of(Request.json("POST", path + "/metrics", body)),
        answers -> {
          double found = 0;
          for (JsonNode series : Json.read(answers.getFirst()).path("results")) {
            for (JsonNode point : series.path("data")) {
              found += point.path("value").asDouble(0);
            }
          }
          require(sum == 0 ? found > 0 : found == sum, "%s in all, not %s", found, sum);
        });
  }

  private static void counted(List<Wire.Answer> answers, String name, long expected) {
    long count =
        StreamSupport.stream(Json.read(answers.getFirst()).path("stats").spliterator(), false)
            .filter(stat -> stat.path("name").asString().equals(name))
            .mapToLong(stat -> stat.path("value").asLong())
            .findFirst()
            .orElse(-1);
    require(count == expected, "%s is %s, not %s", name, count, expected);
  }

  static Question get(String name, Kind kind, String path, Check check) {
    return new Question(name, kind, List.of(Request.get(path)), check);
  }

  /** The entries of a page that has as many as it can of all there are. */
  static List<JsonNode> page(List<Wire.Answer> answers, long total) {
    JsonNode page = Json.read(answers.getFirst());
    require(page.path("total").asLong() == total, "total %s, not %s", page.path("total"), total);
    List<JsonNode> content =
        StreamSupport.stream(page.path("content").spliterator(), false).toList();
    require(content.size() == Math.min(PAGE, total), "%s entries", content.size());
    return content;
  }

  static void each(List<JsonNode> entries, Predicate<JsonNode> right) {
    entries.forEach(entry -> require(right.test(entry), "among them %s", entry));
  }

  private static String id(List<JsonNode> content) {
    return content.getFirst().path("id").asString();
  }

  static String filter(String field, String operator, String key, String value) {
    return "&filters="
        + encoded(
            "[{\"field\":\"%s\",\"operator\":\"%s\",\"key\":\"%s\",\"value\":\"%s\"}]"
                .formatted(field, operator, key, value));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
