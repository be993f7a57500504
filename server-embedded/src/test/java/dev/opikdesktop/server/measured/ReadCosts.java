package dev.opikdesktop.server.measured;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import dev.opikdesktop.storage.analytics.Analytics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures what the engine touches for each list and read, among 100,000 spans: the table of
 * decision record 16. Its name keeps it out of the ordinary run; docs/testing.md says how to start
 * it.
 */
class ReadCosts {
  private static final int TRACES = 5_000;
  private static final int SPANS_PER_TRACE = 20;
  private static final int SPANS_PER_BATCH = 1_000;
  private static final int TRACES_PER_THREAD = 5;
  private static final int RUNS = 7;
  private static final int WORDS = 80;
  private static final Pattern LINE =
      Pattern.compile("(\\d+) rows, (\\d+) bytes, ([0-9.]+) ms: .*", Pattern.DOTALL);

  /** A statement that has ended, and when it had. */
  private record Ended(String line, long nanos) {}

  private final ConcurrentLinkedQueue<Ended> statements = new ConcurrentLinkedQueue<>();
  private final Random random = new Random(1);
  private final String project = "costs";
  private final List<UUID> traces = new ArrayList<>();
  private final List<UUID> spans = new ArrayList<>();
  private final long newest = System.currentTimeMillis();

  /** One read. A body makes it a POST. */
  private record Read(String label, String path, String body) {
    Read(String label, String path) {
      this(label, path, "");
    }
  }

  @Test
  void printsWhatEachReadTouches() {
    try (RunningServer server = RunningServer.start();
        LocalClient client = new LocalClient(server.server().restPort())) {
      load(client);
      listen();
      System.out.println("| read | statements | rounds | rows | bytes | ms |");
      System.out.println("|---|---|---|---|---|---|");
      for (Read read : reads(projectId(client))) {
        System.out.println(measure(client, read));
      }
    }
  }

  private List<Read> reads(String id) {
    String of = "?project_id=" + id;
    String traceId = traces.get(TRACES / 2).toString();
    String spanId = spans.get(spans.size() / 2).toString();
    String begin = "{\"project_id\": \"" + id + "\"";
    String since = ", \"interval_start\": \"" + Instant.ofEpochMilli(newest).minusSeconds(86_400);
    List<Read> reads = new ArrayList<>();
    for (String entity : List.of("traces", "spans", "traces/threads")) {
      String list = "/v1/private/" + entity + of + "&size=25";
      reads.add(new Read(entity + ": newest 25", list));
      reads.add(new Read(entity + ": newest 25, truncate", list + "&truncate=true"));
      reads.add(new Read(entity + ": by tag", list + filter("tags", "contains", "", "rare")));
      reads.add(new Read(entity + ": by score", list + filter("feedback_scores", ">", "ok", "0")));
      reads.add(new Read(entity + ": by duration", list + filter("duration", ">", "", "400")));
      reads.add(new Read(entity + ": longest first", list + sorted("duration")));
      reads.add(new Read(entity + ": dearest first", list + sorted("total_estimated_cost")));
      reads.add(new Read(entity + ": best score first", list + sorted("feedback_scores.ok")));
      reads.add(new Read(entity + ": word search", list + "&search=needle"));
      reads.add(
          new Read(
              entity + ": stream of 500",
              "/v1/private/" + entity + "/search",
              begin + ", \"limit\": 500}"));
      reads.add(new Read(entity + ": statistics", "/v1/private/" + entity + "/stats" + of));
    }
    reads.add(
        new Read(
            "traces: without payloads",
            "/v1/private/traces"
                + of
                + "&size=25&exclude="
                + encoded("[\"input\",\"output\",\"metadata\"]")));
    reads.add(new Read("one trace", "/v1/private/traces/" + traceId));
    reads.add(new Read("its 20 spans", "/v1/private/spans" + of + "&size=100&trace_id=" + traceId));
    reads.add(new Read("one span", "/v1/private/spans/" + spanId));
    reads.add(
        new Read("one thread", "/v1/private/traces/threads/retrieve", begin + threadId() + "}"));
    reads.add(new Read("projects with statistics", "/v1/private/projects/stats"));
    reads.add(new Read("names of scores", "/v1/private/traces/feedback-scores/names" + of));
    for (String metric :
        List.of("TRACE_COUNT", "DURATION", "COST", "TOKEN_USAGE", "FEEDBACK_SCORES")) {
      reads.add(
          new Read(
              "metric " + metric,
              "/v1/private/projects/" + id + "/metrics",
              "{\"metric_type\": \"" + metric + "\", \"interval\": \"HOURLY\"" + since + "\"}"));
    }
    reads.add(
        new Read(
            "KPI cards",
            "/v1/private/projects/" + id + "/kpi-cards",
            "{\"entity_type\": \"traces\"" + since + "\"}"));
    return reads;
  }

  private static String threadId() {
    return ", \"thread_id\": \"thread-7\"";
  }

  private String measure(LocalClient client, Read read) {
    long[] nanos = new long[RUNS];
    for (int run = 0; run < RUNS; run++) {
      statements.clear();
      long start = System.nanoTime();
      Answer answer =
          read.body().isEmpty() ? client.get(read.path()) : client.post(read.path(), read.body());
      nanos[run] = System.nanoTime() - start;
      assertThat(answer.status()).as(read.label() + ": " + answer.text()).isEqualTo(200);
    }
    Arrays.sort(nanos);
    long rows = 0;
    long bytes = 0;
    int count = 0;
    int rounds = 0;
    long roundEnded = Long.MIN_VALUE;
    // In the order of their ends: each that began after the last round had ended is another round.
    for (Ended statement : statements) {
      Matcher line = LINE.matcher(statement.line);
      if (line.matches()) {
        count++;
        long began = statement.nanos - (long) (Double.parseDouble(line.group(3)) * 1e6);
        if (began > roundEnded) {
          rounds++;
          roundEnded = statement.nanos;
        }
        rows += Long.parseLong(line.group(1));
        bytes += Long.parseLong(line.group(2));
      }
    }
    return "| %s | %d | %d | %,d | %,d KB | %.1f |"
        .formatted(read.label(), count, rounds, rows, bytes / 1024, nanos[RUNS / 2] / 1e6);
  }

  private void listen() {
    Logger logger = (Logger) LoggerFactory.getLogger(Analytics.class.getName() + ".reads");
    var appender =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            statements.add(new Ended(event.getFormattedMessage(), System.nanoTime()));
          }
        };
    appender.setContext(logger.getLoggerContext());
    appender.start();
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(appender);
  }

  private void load(LocalClient client) {
    for (int first = 0; first < TRACES; first += SPANS_PER_BATCH / SPANS_PER_TRACE) {
      ArrayNode traceRows = Json.MAPPER.createArrayNode();
      ArrayNode spanRows = Json.MAPPER.createArrayNode();
      ArrayNode scores = Json.MAPPER.createArrayNode();
      for (int i = first; i < first + SPANS_PER_BATCH / SPANS_PER_TRACE; i++) {
        long millis = newest - (TRACES - i) * 1_000L;
        UUID trace = id(millis);
        traces.add(trace);
        ObjectNode row = row(traceRows.addObject(), trace, millis, i);
        row.put("thread_id", "thread-" + i / TRACES_PER_THREAD);
        for (int s = 0; s < SPANS_PER_TRACE; s++) {
          UUID span = id(millis + s);
          spans.add(span);
          ObjectNode child = row(spanRows.addObject(), span, millis + s, i);
          child.put("trace_id", trace.toString()).put("type", s % 4 == 0 ? "llm" : "general");
          child.put("model", "gpt-4o").put("provider", "openai");
          child.putObject("usage").put("prompt_tokens", 10 + s).put("completion_tokens", s);
        }
        if (i % 2 == 0) {
          ObjectNode score = scores.addObject();
          score.put("id", trace.toString()).put("project_name", project).put("source", "sdk");
          score.put("name", "ok").put("value", i % 3);
        }
      }
      send(client, "POST", "traces/batch", "traces", traceRows);
      send(client, "POST", "spans/batch", "spans", spanRows);
      send(client, "PUT", "traces/feedback-scores", "scores", scores);
    }
  }

  private ObjectNode row(ObjectNode row, UUID id, long millis, int number) {
    row.put("id", id.toString()).put("project_name", project).put("name", "name " + number % 10);
    row.put("start_time", Instant.ofEpochMilli(millis).toString());
    row.put("end_time", Instant.ofEpochMilli(millis + number % 500).toString());
    row.putObject("input").put("question", text() + (number % 1_000 == 7 ? " needle" : ""));
    row.putObject("output").put("answer", text());
    row.putArray("tags").add(number % 200 == 3 ? "rare" : "common");
    return row;
  }

  /** About 500 bytes. */
  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      text.append("word").append(random.nextInt(60)).append(' ');
    }
    return text.toString();
  }

  private UUID id(long millis) {
    return new UUID(
        (millis << 16) | 0x7000 | random.nextInt(0x1000),
        (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
  }

  private static void send(
      LocalClient client, String method, String path, String field, ArrayNode rows) {
    byte[] body =
        Json.MAPPER
            .createObjectNode()
            .<ObjectNode>set(field, rows)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    assertThat(
            client
                .send(method, "/v1/private/" + path, body, "Content-Type", "application/json")
                .status())
        .isEqualTo(204);
  }

  private String projectId(LocalClient client) {
    return client
        .post("/v1/private/projects/retrieve", "{\"name\": \"" + project + "\"}")
        .json()
        .path("id")
        .asString();
  }

  private static String filter(String field, String operator, String key, String value) {
    return "&filters="
        + encoded(
            "[{\"field\": \"%s\", \"operator\": \"%s\", \"key\": \"%s\", \"value\": \"%s\"}]"
                .formatted(field, operator, key, value));
  }

  private static String sorted(String field) {
    return "&sorting=" + encoded("[{\"field\": \"" + field + "\", \"direction\": \"DESC\"}]");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
