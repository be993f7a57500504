package dev.opikdesktop.desktop.explorer.thread;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A conversation on a real server, in a project of its own. */
public final class Chat implements AutoCloseable {
  public static final String THREAD = "chat \"7\"";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final LocalClient client = new LocalClient(RunningServer.shared().server().restPort());
  private final String project = "chat-" + UUID.randomUUID();
  private final Instant start = Instant.now().minusSeconds(100_000);
  private final List<String> ids = new ArrayList<>();

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

  /** The trace of a turn, from 0. */
  public String id(int turn) {
    return ids.get(turn);
  }

  /** Turns that each ask and answer by their number. */
  public void turns(int count) {
    ArrayNode traces = JSON.createArrayNode();
    int first = ids.size();
    for (int i = first; i < first + count; i++) {
      ObjectNode trace = turn(i);
      ArrayNode messages = trace.putObject("input").putArray("messages");
      messages.addObject().put("role", "user").put("content", "an earlier question");
      messages.addObject().put("role", "assistant").put("content", "an earlier answer");
      messages.addObject().put("role", "user").put("content", "Question " + i);
      trace.putObject("output").put("answer", "Answer **" + i + "**");
      trace.put("end_time", begun(i).plusSeconds(2).toString());
      traces.add(trace);
    }
    write(traces);
  }

  /** One more turn, with this input and output; it runs where there is no output. */
  public void turn(JsonNode input, JsonNode output) {
    int number = ids.size();
    ObjectNode trace = turn(number);
    trace.set("input", input);
    if (output != null) {
      trace.set("output", output);
      trace.put("end_time", begun(number).plusSeconds(2).toString());
    }
    write(JSON.createArrayNode().add(trace));
  }

  /** Stores a file of a turn. */
  void attach(int turn, String name, String content) {
    String path =
        "/v1/private/attachment/upload?file_name=%s&mime_type=image/png&entity_type=trace&entity_id=%s&project_name=%s"
            .formatted(name, id(turn), project);
    assertThat(client.send("PUT", path, content.getBytes(UTF_8)).status()).isLessThan(300);
  }

  public ObjectNode object() {
    return JSON.createObjectNode();
  }

  private Instant begun(int turn) {
    return start.plusSeconds(turn * 10L);
  }

  private ObjectNode turn(int number) {
    long millis = begun(number).toEpochMilli();
    UUID id =
        new UUID(
            millis << 16 | 0x7000 | number & 0xfff, UUID.randomUUID().getLeastSignificantBits());
    ids.add(id.toString());
    return JSON.createObjectNode()
        .put("id", id.toString())
        .put("project_name", project)
        .put("name", "answer")
        .put("thread_id", THREAD)
        .put("start_time", begun(number).toString());
  }

  private void write(ArrayNode traces) {
    ObjectNode body = JSON.createObjectNode();
    body.set("traces", traces);
    assertThat(client.post("/v1/private/traces/batch", body.toString()).status()).isEqualTo(204);
  }

  @Override
  public void close() {
    client.close();
  }
}
