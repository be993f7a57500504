package dev.opikdesktop.desktop.wire;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What an agent that answers customers might have logged: enough of everything that the window
 * draws.
 */
public final class SupportAgent {
  public static final String PROJECT = id(1, 0);

  private static final List<String> QUESTIONS =
      List.of(
          "Where is order 88213? It was due on Friday.",
          "ordre 77120 livré quand ?",
          "Refund all three items please, the receipt is attached",
          "返金をお願いします。注文番号は 5521 です",
          "is it shipped yet",
          "I returned the shoes 10 days ago",
          "tracking number?",
          "cancel my subscription",
          "The blender arrived broken 😡 see photo");
  private static final List<String> ANSWERS =
      List.of(
          "Order 88213 left the depot this morning and arrives tomorrow before noon.",
          "La livraison est prévue demain avant 18 h.",
          "",
          "refund",
          "Not yet: it is being packed and leaves the warehouse tonight.",
          "The return reached us on Thursday; the money is on its way.",
          "Your tracking number is 1Z 999 AA1 0123.",
          "cancellation",
          "I am sorry about that. A replacement is on its way, free of charge.");
  private static final List<String> NAMES =
      List.of(
          "refund-request", "order-status", "refund-request", "classify-intent", "order-status");

  private final WireServer server;
  private final Instant end;

  /**
   * @param end when the newest trace began
   */
  public SupportAgent(WireServer server, Instant end) {
    this.server = server;
    this.end = end;
  }

  /** An id of version 7's shape; kinds and numbers in its last digits. */
  public static String id(int kind, long number) {
    return "019ab000-%04x-7000-8000-%04x%08x".formatted(number & 0xffff, kind, number);
  }

  public void project() {
    server.project(
        """
        {"id":"%s","name":"support-agent","visibility":"private","description":"Answers customers by mail and chat",
         "created_at":"%s","created_by":"admin","last_updated_at":"%s","last_updated_by":"admin"}
        """
            .formatted(PROJECT, end.minusSeconds(864_000), end));
  }

  /** Finished traces; the highest number is the newest. */
  public void traces(int count) {
    for (int i = 1; i <= count; i++) {
      trace(i, end.minusSeconds((count - i) * 9L), 0.3 + (i * 37 % 100) / 20.0);
    }
  }

  private void trace(int number, Instant start, double seconds) {
    int pick = number % QUESTIONS.size();
    boolean failed = ANSWERS.get(pick).isEmpty();
    server.trace(
        """
        {"id":"%s","project_id":"%s","name":"%s","start_time":"%s","end_time":"%s",
         "input":{"messages":[{"role":"system","content":"You help customers."},{"role":"user","content":"%s"}]},
         %s "metadata":{"channel":"web","attempt":%d},"tags":["%s"],
         "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d},"total_estimated_cost":%s,
         "duration":%s,"span_count":10,"llm_span_count":4,"has_tool_spans":true,"providers":["openai"],"environment":"",
         "visibility_mode":"default","created_at":"%s","created_by":"admin"%s}
        """
            .formatted(
                id(2, number),
                PROJECT,
                NAMES.get(number % NAMES.size()),
                start,
                start.plusMillis((long) (seconds * 1000)),
                QUESTIONS.get(pick),
                failed ? "" : "\"output\":{\"answer\":\"" + ANSWERS.get(pick) + "\"},",
                number,
                number % 3 == 0 ? "web" : number % 3 == 1 ? "email" : "chat",
                number * 31 % 4000,
                number * 17 % 900,
                number * 31 % 4000 + number * 17 % 900,
                number % 4 == 0 ? "0.00003" : "0.00" + (10 + number * 7 % 80),
                String.format(Locale.ENGLISH, "%.3f", seconds * 1000),
                start,
                failed
                    ? ",\"error_info\":{\"exception_type\":\"ToolTimeout\",\"message\":\"refund_payment"
                          + " took too long\",\"traceback\":\"Traceback (most recent call last):\\n"
                          + "  File \\\"agent.py\\\", line 42, in refund\\n"
                          + "ToolTimeout: refund_payment took too long\"}"
                    : ""));
  }

  /** A trace that has begun and not ended. */
  public void running(int number, Instant start) {
    server.trace(
        """
        {"id":"%s","project_id":"%s","name":"refund-request","start_time":"%s",
         "input":{"messages":[{"role":"user","content":"My parcel never came, I want my money back"}]},
         "span_count":3,"llm_span_count":1,"has_tool_spans":true,"providers":["openai"],"environment":"",
         "tags":["web"],"visibility_mode":"default","created_at":"%s","created_by":"admin"}
        """
            .formatted(id(2, number), PROJECT, start, start));
  }

  /**
   * Ten spans of the drawn trace: a plan, tools, four LLM calls, a guardrail, one of them failed.
   */
  public void spans(int traceNumber, Instant start) {
    String plan = span(traceNumber, 1, null, "general", "plan", start, 60, 1160, "");
    span(
        traceNumber,
        2,
        plan,
        "llm",
        "choose tools",
        start,
        130,
        1110,
        llm("gpt-4o-mini", 540, 72, "0.0007"));
    span(traceNumber, 3, null, "tool", "search_orders", start, 1270, 1980, "");
    String gather = span(traceNumber, 4, null, "general", "gather-evidence", start, 2160, 6080, "");
    span(traceNumber, 5, gather, "tool", "fetch_receipt", start, 2220, 3370, "");
    span(
        traceNumber,
        6,
        gather,
        "llm",
        "read receipt (image)",
        start,
        3430,
        5140,
        llm("gpt-4o", 4212, 718, "0.0118"));
    span(traceNumber, 7, gather, "guardrail", "pii-check", start, 5220, 5600, "");
    span(
        traceNumber,
        8,
        null,
        "tool",
        "refund_payment",
        start,
        6110,
        12160,
        ",\"error_info\":{\"exception_type\":\"ToolTimeout\",\"message\":\"took too"
            + " long\",\"traceback\":\"Traceback\"}");
    span(
        traceNumber,
        9,
        null,
        "llm",
        "apology",
        start,
        12200,
        12780,
        llm("gpt-4o-mini", 300, 80, "0.0004"));
  }

  /** A span whose parent nobody logged. */
  public void orphan(int traceNumber, Instant start) {
    span(traceNumber, 10, id(9, 99), "general", "left behind", start, 8000, 9000, "");
  }

  private static String llm(String model, int in, int out, String cost) {
    return ",\"model\":\"%s\",\"provider\":\"openai\",\"ttft\":412.0,\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d},\"total_estimated_cost\":%s"
        .formatted(model, in, out, in + out, cost);
  }

  private String span(
      int trace,
      int number,
      String parent,
      String type,
      String name,
      Instant start,
      int from,
      int to,
      String more) {
    String spanId = id(16 + number, trace);
    server.span(
        """
        {"id":"%s","project_id":"%s","trace_id":"%s",%s"name":"%s","type":"%s","start_time":"%s","end_time":"%s",
         "input":{"messages":[{"role":"system","content":"You check receipts. Answer with the shop, the date and each item.\\nBe brief."},
           {"role":"user","content":"Please read this receipt."}],"temperature":0.2,"stream":false},
         "output":{"shop":"Kaufhalle","date":"2026-11-03","items":[{"name":"Blender","price":49.90},{"name":"Cable","price":12.00}],"total":92.90,"returned":null},
         "metadata":{"attempt":%d,"created_from":"openai"},"duration":%d,"environment":"","created_by":"admin"%s}
        """
            .formatted(
                spanId,
                PROJECT,
                id(2, trace),
                parent == null ? "" : "\"parent_span_id\":\"" + parent + "\",",
                name,
                type,
                start.plusMillis(from),
                start.plusMillis(to),
                number,
                to - from,
                more));
    return spanId;
  }
}
