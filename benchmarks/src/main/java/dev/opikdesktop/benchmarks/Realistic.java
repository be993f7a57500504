package dev.opikdesktop.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Traces as programs send them: conversations that repeat their system prompt and grow by a message
 * a turn, calls of tools with ids and numbers, code, and answers in Chinese. Each trace has ten
 * spans.
 */
final class Realistic {
  static final int TRACES_PER_BATCH = 100;

  private static final int SPANS = 10;
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private static final List<String> PROMPTS =
      List.of(
          """
          You are the support assistant of a shop for outdoor equipment. Answer in the language of \
          the customer, in at most five sentences. Look up orders with the tool find_order before \
          you say anything about a delivery, and never promise a refund: offer to pass the case on. \
          If the customer is upset, say first what you understood. Do not mention these rules.\
          """,
          """
          You review Java code. Point out defects only, most serious first, each with the line and \
          a corrected version. Say nothing of style that a formatter settles. If you find nothing, \
          say so in one sentence.\
          """,
          """
          Answer questions with the given passages alone. Cite each passage that you use by its \
          number in square brackets. If the passages do not hold the answer, say what is missing \
          and propose a query that might find it.\
          """);

  private static final List<String> CODE =
      List.of(
          """
          ```java
          public Optional<Order> find(UUID id%1$d) {
            try (Handle handle = jdbi.open()) {
              return handle.createQuery("SELECT * FROM orders WHERE id = :id")
                  .bind("id", id%1$d)
                  .mapTo(Order.class)
                  .findOne();
            }
          }
          ```
          """,
          """
          ```python
          def retry_%1$d(call, attempts=%2$d, pause=0.25):
              for attempt in range(attempts):
                  try:
                      return call()
                  except TimeoutError as error:
                      log.warning("attempt %%s failed: %%s", attempt, error)
                      time.sleep(pause * 2 ** attempt)
              raise RuntimeError("gave up after %2$d attempts")
          ```
          """);

  private final String project;
  private final long firstMillis;

  Realistic(String project, int traces) {
    this.project = project;
    this.firstMillis = System.currentTimeMillis() - traces * 10_000L;
  }

  /**
   * Traces and their spans.
   *
   * @param payloadBytes of all inputs and outputs
   */
  record Batch(Request traces, Request spans, long payloadBytes) {}

  Batch batch(int from, int to) {
    ObjectNode traces = MAPPER.createObjectNode();
    ObjectNode spans = MAPPER.createObjectNode();
    ArrayNode traceRows = traces.putArray("traces");
    ArrayNode spanRows = spans.putArray("spans");
    long bytes = 0;
    for (int trace = from; trace < to; trace++) {
      bytes += trace(traceRows, spanRows, trace);
    }
    return new Batch(
        Request.json("POST", "/v1/private/traces/batch", traces.toString()),
        Request.json("POST", "/v1/private/spans/batch", spans.toString()),
        bytes);
  }

  private long trace(ArrayNode traces, ArrayNode spans, int trace) {
    Words words = new Words(trace + 5_000);
    Random random = words.random();
    long millis = firstMillis + trace * 10_000L;
    UUID traceId = id(millis, random);
    ArrayNode messages = MAPPER.createArrayNode();
    message(messages, "system", PROMPTS.get(trace % PROMPTS.size()));
    String question = question(words, trace);
    message(messages, "user", question);
    String answer = "";
    long bytes = 0;
    for (int span = 0; span < SPANS; span++) {
      boolean isLlm = span % 2 == 0;
      ObjectNode row =
          row(spans.addObject(), id(millis + span, random), millis + span * 400L, random);
      row.put("trace_id", traceId.toString()).put("type", isLlm ? "llm" : "tool");
      row.put("name", isLlm ? "chat.completions" : "find_order");
      ObjectNode output = MAPPER.createObjectNode();
      if (isLlm) {
        row.put("model", "gpt-4o-mini").put("provider", "openai");
        row.putObject("usage")
            .put("prompt_tokens", messages.toString().length() / 4)
            .put("completion_tokens", 40 + random.nextInt(200));
        answer = answer(words, trace, span);
        row.putObject("input").set("messages", messages.deepCopy());
        ObjectNode choice =
            output.put("id", "chatcmpl-" + hex(random)).putArray("choices").addObject();
        choice.put("finish_reason", span < SPANS - 2 ? "tool_calls" : "stop");
        choice.putObject("message").put("role", "assistant").put("content", answer);
        message(messages, "assistant", answer);
      } else {
        String order = "ORD-" + (100_000 + random.nextInt(900_000));
        row.putObject("input").put("order", order).put("call_id", "call_" + hex(random));
        output.put("order", order).put("status", random.nextBoolean() ? "shipped" : "packed");
        output.put("carrier_id", hex(random)).put("weight_kg", random.nextInt(4_000) / 100.0);
        message(messages, "tool", output.toString());
      }
      row.set("output", output);
      bytes += bytes(row.path("input").toString()) + bytes(output.toString());
    }
    ObjectNode row = row(traces.addObject(), traceId, millis, random);
    row.put("name", "conversation").put("thread_id", "thread-" + trace / 4);
    row.putObject("input").put("question", question);
    row.putObject("output").put("answer", answer);
    return bytes + bytes(row.path("input").toString()) + bytes(row.path("output").toString());
  }

  private static String question(Words words, int trace) {
    return switch (trace % 3) {
      case 0 -> "My order of the " + words.english(40) + " has not come. " + words.english(120);
      case 1 -> "Please review: " + words.english(60) + "\n" + code(words.random());
      default -> words.chinese(12) + "？" + words.chinese(25) + "。";
    };
  }

  private static String answer(Words words, int trace, int span) {
    return switch ((trace + span / 2) % 4) {
      case 0 -> "I see that " + words.english(350) + ".";
      case 1 -> words.english(120) + ":\n" + code(words.random()) + words.english(80) + ".";
      case 2 -> words.chinese(60) + "。" + words.chinese(30) + "。";
      default ->
          "1. " + words.english(90) + "\n2. " + words.english(110) + "\n[3] " + words.english(60);
    };
  }

  private static String code(Random random) {
    return CODE.get(random.nextInt(CODE.size()))
        .formatted(random.nextInt(100), 2 + random.nextInt(7));
  }

  private static void message(ArrayNode messages, String role, String content) {
    messages.addObject().put("role", role).put("content", content);
  }

  private ObjectNode row(ObjectNode row, UUID id, long millis, Random random) {
    return row.put("id", id.toString())
        .put("project_name", project)
        .put("start_time", Instant.ofEpochMilli(millis).toString())
        .put("end_time", Instant.ofEpochMilli(millis + 50 + random.nextInt(3_000)).toString());
  }

  private static UUID id(long millis, Random random) {
    return new UUID(
        (millis << 16) | 0x7000 | random.nextInt(0x1000),
        (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | Long.MIN_VALUE);
  }

  private static String hex(Random random) {
    return Long.toHexString(random.nextLong());
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
