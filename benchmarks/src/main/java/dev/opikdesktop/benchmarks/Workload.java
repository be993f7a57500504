package dev.opikdesktop.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Traces of twenty spans: 500 bytes of input and 500 of output in each, random draws from sixty
 * words, so that no text repeats to help a codec. Their ids are spread over the thirty days before
 * the start, oldest first. The same trace comes out for the same number.
 */
final class Workload {
  static final int SPANS_PER_TRACE = 20;

  /** Payload bytes of one span: input and output. */
  static final int PAYLOAD_BYTES = 1_000;

  /** One trace in so many has the tag {@link #RARE_TAG}. */
  static final int TAGGED_EVERY = 100;

  /** One trace in so many has the score {@code quality}. */
  static final int SCORED_EVERY = 10;

  /** One span in so many has the rare words, English or Chinese. */
  static final int RARE_EVERY = 20_000;

  /** One span in so many has a sentence in Chinese. */
  static final int CHINESE_EVERY = 50;

  static final String RARE_TAG = "rare";
  static final String RARE_WORD = "quicksilver";
  static final String RARE_CHINESE = "量子纠缠";

  private static final int CHINESE_WORDS = 40;
  private static final long DAYS = 30;

  private final String project;
  private final long seed;
  private final long firstMillis;
  private final double millisPerTrace;

  /**
   * @param traces how many traces the thirty days are for
   */
  Workload(String project, long seed, int traces) {
    this.project = project;
    this.seed = seed;
    long now = System.currentTimeMillis();
    this.firstMillis = now - DAYS * 86_400_000L;
    this.millisPerTrace = DAYS * 86_400_000.0 / traces;
  }

  String project() {
    return project;
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
    List<SpanData> spans = new ArrayList<>(SPANS_PER_TRACE);
    Instant begin = Instant.ofEpochMilli(millis(trace));
    for (int number = 0; number < SPANS_PER_TRACE; number++) {
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
  private static String text(Words words, int trace, int number, String key) {
    int wanted = PAYLOAD_BYTES / 2;
    String begin = "{\"" + key + "\": \"";
    long span = (long) trace * SPANS_PER_TRACE + number;
    String special = "";
    if (key.equals("answer") && span % CHINESE_EVERY == 7) {
      special = words.chinese(CHINESE_WORDS) + "。";
    }
    if (key.equals("answer") && span % RARE_EVERY == 107) {
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
    Random random = new Random(seed * 1_000_003 + trace * 64L + number);
    random.nextInt();
    long millis = millis(trace) + number;
    long high = millis << 16 | 0x7000 | (number & 0xfff);
    long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | Long.MIN_VALUE;
    return new UUID(high, low);
  }

  // ---------- Opik's JSON ----------

  /** {@code POST /v1/private/traces/batch} for traces from one number to before another. */
  Request traceBatch(int from, int to) {
    StringBuilder json = new StringBuilder("{\"traces\":[");
    for (int trace = from; trace < to; trace++) {
      Words words = new Words(seed * 37 + trace);
      Instant start = Instant.ofEpochMilli(millis(trace));
      Instant end = start.plusNanos(2_000_000L + words.random().nextInt(2_000_000_000));
      json.append(trace == from ? "" : ",");
      json.append("{\"id\":\"").append(traceId(trace)).append("\",\"project_name\":\"");
      json.append(project).append("\",\"name\":\"conversation\",\"start_time\":\"").append(start);
      json.append("\",\"end_time\":\"").append(end);
      json.append("\",\"input\":").append(text(words, trace, 1, "question"));
      json.append(",\"output\":").append(text(words, trace, 1, "reply"));
      json.append(",\"tags\":[\"common\"");
      json.append(trace % TAGGED_EVERY == 0 ? ",\"" + RARE_TAG + "\"" : "");
      json.append("]}");
    }
    return Request.json("POST", "/v1/private/traces/batch", json.append("]}").toString());
  }

  /** {@code POST /v1/private/spans/batch} with all spans of some traces: at most 1,000. */
  Request spanBatch(int fromTrace, int toTrace) {
    StringBuilder json = new StringBuilder("{\"spans\":[");
    for (int trace = fromTrace; trace < toTrace; trace++) {
      for (SpanData span : spans(trace)) {
        json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
        append(json, span);
      }
    }
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
      json.append(",\"model\":\"gpt-4o-mini\",\"provider\":\"openai\",\"usage\":{\"prompt_tokens\":");
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
        json.append(new Random(trace).nextInt(100) / 100.0).append('}');
      }
    }
    return Request.json("PUT", "/v1/private/traces/feedback-scores", json.append("]}").toString());
  }
}
