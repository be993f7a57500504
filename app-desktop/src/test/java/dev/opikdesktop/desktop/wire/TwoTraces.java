package dev.opikdesktop.desktop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two runs of one agent on a real server, in a project of their own. The later run asks another
 * model, gets another answer, and calls one more tool.
 */
public final class TwoTraces implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final LocalClient client = new LocalClient(RunningServer.shared().server().restPort());
  private final String project = "compared-" + UUID.randomUUID();
  private final Instant start = Instant.now().minusSeconds(600);
  private final String left;
  private final String right;
  private int written;

  public TwoTraces() {
    left = trace(start, 2_000, "The parcel arrives on Friday.");
    right = trace(start.plusSeconds(60), 3_000, "The parcel arrives on Monday.");
    for (String trace : new String[] {left, right}) {
      boolean later = trace.equals(right);
      String plan = span(trace, null, "general", "plan", object().put("steps", 2));
      ObjectNode answer = object().put("day", later ? "Monday" : "Friday").put("sure", true);
      span(trace, plan, "llm", later ? "gpt-4o-mini" : "gpt-4o", answer);
      span(trace, null, "tool", "look up", object().put("found", 1));
      if (later) {
        span(trace, null, "tool", "ask the courier", object().put("late", true));
      }
    }
  }

  public static URI url() {
    return RunningServer.shared().server().restUrl();
  }

  public String project() {
    return project;
  }

  public String projectId() {
    JsonNode found = client.get("/v1/private/projects?name=" + project).json();
    return found.path("content").path(0).path("id").stringValue();
  }

  /** The earlier one. */
  public String left() {
    return left;
  }

  public String right() {
    return right;
  }

  public ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * Logs one more span.
   *
   * @param parent null for the trace itself
   */
  public String span(String trace, String parent, String type, String name, ObjectNode output) {
    Instant begun = start.plusMillis(++written * 10L);
    ObjectNode span =
        object()
            .put("id", id(begun))
            .put("trace_id", trace)
            .put("parent_span_id", parent)
            .put("project_name", project)
            .put("type", type)
            .put("name", name)
            .put("start_time", begun.toString())
            .put("end_time", begun.plusMillis(written * 10L).toString());
    span.putObject("input").put("question", "Where is my parcel?").put("language", "en");
    span.set("output", output);
    if (type.equals("llm")) {
      span.put("model", name).put("provider", "openai");
      span.putObject("usage").put("prompt_tokens", 40).put("completion_tokens", written);
    }
    ArrayNode spans = JSON.createArrayNode().add(span);
    write("spans", spans);
    return span.path("id").stringValue();
  }

  private String trace(Instant begun, int millis, String answer) {
    ObjectNode trace =
        object()
            .put("id", id(begun))
            .put("project_name", project)
            .put("name", "answer a customer")
            .put("start_time", begun.toString())
            .put("end_time", begun.plusMillis(millis).toString());
    trace.putObject("input").put("question", "Where is my parcel?");
    trace.putObject("output").put("answer", answer);
    write("traces", JSON.createArrayNode().add(trace));
    return trace.path("id").stringValue();
  }

  private void write(String kind, ArrayNode rows) {
    ObjectNode body = object();
    body.set(kind, rows);
    assertThat(client.post("/v1/private/" + kind + "/batch", body.toString()).status())
        .isEqualTo(204);
  }

  /** A version 7 id of a moment. */
  private static String id(Instant moment) {
    UUID random = UUID.randomUUID();
    long high = moment.toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff;
    return new UUID(high, random.getLeastSignificantBits()).toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
