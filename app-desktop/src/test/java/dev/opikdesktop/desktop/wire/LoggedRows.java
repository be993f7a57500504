package dev.opikdesktop.desktop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Traces of a project of their own on the real server, each with a thread, a span and a score.
 * Those with an even number are tagged {@code even}, the others {@code odd}; the environments
 * change by turns: production, staging, none.
 */
public final class LoggedRows {
  private static final List<String> ENVIRONMENTS = List.of("production", "staging", "");

  private final String project = "rows-" + UUID.randomUUID();
  private final List<String> ids = new ArrayList<>();

  public LoggedRows(int count) {
    Instant start = Instant.now().minusSeconds(3_600);
    List<String> traces = new ArrayList<>();
    List<String> spans = new ArrayList<>();
    List<String> scores = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = TimeOrderedIds.next().toString();
      ids.add(id);
      String environment = ENVIRONMENTS.get(i % 3);
      String place = environment.isEmpty() ? "" : "\"environment\": \"" + environment + "\",";
      traces.add(
          """
          {"id": "%s", "project_name": "%s", "name": "answer-%d", "thread_id": "talk-%d", %s
            "start_time": "%s", "end_time": "%s", "tags": ["%s"],
            "input": {"question": "Number %d?"}, "output": {"answer": "%d, \\"indeed\\""}}
          """
              .formatted(
                  id,
                  project,
                  i,
                  i,
                  place,
                  start.plusSeconds(i),
                  start.plusSeconds(i + 2),
                  i % 2 == 0 ? "even" : "odd",
                  i,
                  i));
      spans.add(
          """
          {"id": "%s", "trace_id": "%s", "project_name": "%s", "name": "call-%d", "type": "llm",
            "start_time": "%s", "end_time": "%s", "model": "gpt-4o", "provider": "openai",
            "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}}
          """
              .formatted(
                  TimeOrderedIds.next(),
                  id,
                  project,
                  i,
                  start.plusSeconds(i),
                  start.plusSeconds(i + 1)));
      scores.add(
          """
          {"id": "%s", "project_name": "%s", "name": "helpful", "value": 0.5, "reason": "Because %d", "source": "sdk"}
          """
              .formatted(id, project, i));
    }
    try (LocalClient client = new LocalClient(RunningServer.shared().server().restPort())) {
      send(client.post("/v1/private/traces/batch", body("traces", traces)));
      send(client.post("/v1/private/spans/batch", body("spans", spans)));
      send(client.put("/v1/private/traces/feedback-scores", body("scores", scores)));
    }
  }

  /** The address of the server. */
  public static URI url() {
    return RunningServer.shared().server().restUrl();
  }

  public String project() {
    return project;
  }

  /** The project as the window knows it. */
  public Project project(OpikClient client) {
    return client.projects().list(1, 500).content().stream()
        .filter(each -> each.name().equals(project))
        .findFirst()
        .orElseThrow();
  }

  /** The ids of the traces, in the order of their times. */
  public List<String> ids() {
    return ids;
  }

  private static String body(String name, List<String> rows) {
    return "{\"" + name + "\": [" + String.join(",", rows) + "]}";
  }

  private static void send(LocalClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }
}
