package dev.opikdesktop.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Traces of spans with 500 bytes of input and 500 of output in each, random draws from sixty words,
 * so that no text repeats to help a codec. The same trace comes out for the same number.
 */
final class Workload {
  static final int SPANS_PER_TRACE = 20;

  /** The most spans that a batch may have. */
  static final int BATCH = 1_000;

  /** Payload bytes of one span: input and output. */
  static final int PAYLOAD_BYTES = 1_000;

  /** One trace in so many has the tag {@link #RARE_TAG}. */
  static final int TAGGED_EVERY = 100;

  /** One trace in so many has the score {@code quality}. */
  static final int SCORED_EVERY = 10;

  /** So many traces after one another are a thread. */
  static final int TRACES_PER_THREAD = 5;

  /** One span in so many has the rare words, English and Chinese: the one with this remainder. */
  static final int RARE_EVERY = 20_000;

  static final int RARE_AT = 107;

  /** One span in so many has a sentence in Chinese. */
  static final int CHINESE_EVERY = 50;

  static final String RARE_TAG = "rare";
  static final String RARE_WORD = "quicksilver";
  static final String RARE_CHINESE = "量子纠缠";

  private static final int CHINESE_WORDS = 40;
  private static final double THIRTY_DAYS = 30 * 86_400_000.0;

  private final String project;
  private final long seed;
  private final int spansPerTrace;
  private final long firstMillis;
  private final double millisPerTrace;

  private Workload(
      String project, long seed, int spansPerTrace, long firstMillis, double millisPerTrace) {
    this.project = project;
    this.seed = seed;
    this.spansPerTrace = spansPerTrace;
    this.firstMillis = firstMillis;
    this.millisPerTrace = millisPerTrace;
  }

  /** So many traces of twenty spans, spread over the thirty days before now, oldest first. */
  static Workload ofThirtyDays(String project, long seed, int traces) {
    long now = System.currentTimeMillis();
    return new Workload(
        project, seed, SPANS_PER_TRACE, now - (long) THIRTY_DAYS, THIRTY_DAYS / traces);
  }

  /** Traces of twenty spans from now on, 250 a second. */
  static Workload fromNow(String project, long seed) {
    return new Workload(project, seed, SPANS_PER_TRACE, System.currentTimeMillis(), 4);
  }

  /** Traces of as many spans as are said, an hour apart. */
  static Workload ofLargeTraces(String project, long seed, int spansPerTrace) {
    long begin = System.currentTimeMillis() - (long) THIRTY_DAYS / 2;
    return new Workload(project, seed, spansPerTrace, begin, 3_600_000);
  }

  String project() {
    return project;
  }

  int spansPerTrace() {
    return spansPerTrace;
  }

  /** The time of the first trace. */
  Instant begin() {
    return Instant.ofEpochMilli(firstMillis);
  }

  /** One span as it was in a program. */
  record SpanData(
      UUID id,
      UUID traceId,
      UUID parent,
      String name,
      boolean isLlm,
      Instant start,
      Instant end,
      String input,
      String output,
      int promptTokens,
      int completionTokens) {}

  /** The id of a trace. */
  UUID traceId(int trace) {
    return id(trace, 0);
  }

  /** The spans of one trace, its root first. */
  List<SpanData> spans(int trace) {
    Words words = new Words(seed * 31 + trace);
    Random random = words.random();
    List<SpanData> spans = new ArrayList<>(spansPerTrace);
    Instant begin = Instant.ofEpochMilli(millis(trace));
    for (int number = 0; number < spansPerTrace; number++) {
      boolean isLlm = number % 4 == 3;
      Instant start = begin.plusMillis(number * 20L);
      spans.add(
          new SpanData(
              id(trace, number + 1),
              traceId(trace),
              number == 0 ? new UUID(0, 0) : id(trace, 1 + (number - 1) / 3),
              (isLlm ? "chat " : "step ") + number,
              isLlm,
              start,
              start.plusNanos(1_000_000L + random.nextInt(900_000_000)),
              text(words, trace, number, "prompt"),
              text(words, trace, number, "answer"),
              200 + random.nextInt(800),
              50 + random.nextInt(400)));
    }
    return spans;
  }

  /** A JSON object of 500 bytes; some have a rare word, some a Chinese sentence. */
  private String text(Words words, int trace, int number, String key) {
    int wanted = PAYLOAD_BYTES / 2;
    String begin = "{\"" + key + "\": \"";
    long span = (long) trace * spansPerTrace + number;
    String special = "";
    if (key.equals("answer") && span % CHINESE_EVERY == 7) {
      special = words.chinese(CHINESE_WORDS) + "。";
    }
    if (key.equals("answer") && span % RARE_EVERY == RARE_AT) {
      special += RARE_CHINESE + "。 " + RARE_WORD + " ";
    }
    int used = begin.length() + special.getBytes(StandardCharsets.UTF_8).length + 2;
    return begin + special + words.english(wanted - used) + "\"}";
  }

  private long millis(int trace) {
    return firstMillis + (long) (trace * millisPerTrace);
  }

  /** Version 7 with the time of the trace, the rest from seed, trace and number. */
  private UUID id(int trace, int number) {
    Random random = new Random(seed * 1_000_003 + trace * 16_384L + number);
    long millis = millis(trace) + number;
    long high = (millis << 16) | 0x7000 | (number & 0xfff);
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | Long.MIN_VALUE;
    return new UUID(high, low);
  }

  /** {@code POST /v1/private/traces/batch} for traces from one number to before another. */
  Request traceBatch(int from, int to) {
    StringBuilder json = new StringBuilder("{\"traces\":[");
    for (int trace = from; trace < to; trace++) {
      json.append(trace == from ? "" : ",").append(trace(trace));
    }
    return Request.json("POST", "/v1/private/traces/batch", json.append("]}").toString());
  }

  /** {@code POST /v1/private/traces} for one. */
  Request single(int trace) {
    return Request.json("POST", "/v1/private/traces", trace(trace));
  }

  private String trace(int trace) {
    Words words = new Words(seed * 37 + trace);
    Instant start = Instant.ofEpochMilli(millis(trace));
    Instant end = start.plusNanos(nanos(words));
    StringBuilder json = new StringBuilder(2 * PAYLOAD_BYTES);
    json.append("{\"id\":\"").append(traceId(trace)).append("\",\"project_name\":\"");
    json.append(project).append("\",\"name\":\"conversation\",\"thread_id\":\"thread-");
    json.append(trace / TRACES_PER_THREAD).append("\",\"start_time\":\"").append(start);
    json.append("\",\"end_time\":\"").append(end);
    json.append("\",\"input\":").append(text(words, trace, 1, "question"));
    json.append(",\"output\":").append(text(words, trace, 1, "reply"));
    json.append(",\"tags\":[\"common\"");
    json.append(trace % TAGGED_EVERY == 0 ? ",\"" + RARE_TAG + "\"" : "");
    return json.append("]}").toString();
  }

  /** How long a trace took, in nanoseconds. */
  long nanos(int trace) {
    return nanos(new Words(seed * 37 + trace));
  }

  private static long nanos(Words words) {
    return 2_000_000L + words.random().nextInt(2_000_000_000);
  }

  /** The value of a trace's score, of those that have one. */
  static double score(int trace) {
    return new Random(trace * 7_919L).nextInt(100) / 100.0;
  }

  /** All spans of some traces, in batches. */
  List<Request> spanBatches(int fromTrace, int toTrace) {
    int tracesPerBatch = Math.max(1, BATCH / spansPerTrace);
    return IntStream.range(0, (toTrace - fromTrace + tracesPerBatch - 1) / tracesPerBatch)
        .parallel()
        .mapToObj(
            batch -> {
              int begin = fromTrace + batch * tracesPerBatch;
              return batches(begin, Math.min(toTrace, begin + tracesPerBatch));
            })
        .flatMap(List::stream)
        .toList();
  }

  /** {@code POST /v1/private/spans/batch}, one for each thousand. */
  private List<Request> batches(int fromTrace, int toTrace) {
    List<Request> requests = new ArrayList<>();
    StringBuilder json = new StringBuilder();
    int count = 0;
    for (int trace = fromTrace; trace < toTrace; trace++) {
      for (SpanData span : spans(trace)) {
        append(json.append(count == 0 ? "{\"spans\":[" : ","), span);
        if (++count == BATCH) {
          requests.add(spanBatch(json));
          json.setLength(0);
          count = 0;
        }
      }
    }
    if (count > 0) {
      requests.add(spanBatch(json));
    }
    return requests;
  }

  private static Request spanBatch(StringBuilder json) {
    return Request.json("POST", "/v1/private/spans/batch", json.append("]}").toString());
  }

  private void append(StringBuilder json, SpanData span) {
    json.append("{\"id\":\"").append(span.id());
    json.append("\",\"trace_id\":\"").append(span.traceId());
    if (span.parent().getMostSignificantBits() != 0) {
      json.append("\",\"parent_span_id\":\"").append(span.parent());
    }
    json.append("\",\"project_name\":\"").append(project);
    json.append("\",\"name\":\"").append(span.name());
    json.append("\",\"type\":\"").append(span.isLlm() ? "llm" : "general");
    json.append("\",\"start_time\":\"").append(span.start());
    json.append("\",\"end_time\":\"").append(span.end());
    json.append("\",\"input\":").append(span.input());
    json.append(",\"output\":").append(span.output());
    if (span.isLlm()) {
      json.append(
          ",\"model\":\"gpt-4o-mini\",\"provider\":\"openai\",\"usage\":{\"prompt_tokens\":");
      json.append(span.promptTokens()).append(",\"completion_tokens\":");
      json.append(span.completionTokens()).append(",\"total_tokens\":");
      json.append(span.promptTokens() + span.completionTokens()).append('}');
    }
    json.append('}');
  }

  /** {@code PUT /v1/private/traces/feedback-scores} for those of some traces that are scored. */
  Request scoreBatch(int from, int to) {
    StringBuilder json = new StringBuilder("{\"scores\":[");
    for (int trace = from; trace < to; trace++) {
      if (trace % SCORED_EVERY == 0) {
        json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
        json.append("{\"id\":\"").append(traceId(trace)).append("\",\"project_name\":\"");
        json.append(project).append("\",\"name\":\"quality\",\"source\":\"sdk\",\"value\":");
        json.append(score(trace)).append('}');
      }
    }
    return Request.json("PUT", "/v1/private/traces/feedback-scores", json.append("]}").toString());
  }
}
