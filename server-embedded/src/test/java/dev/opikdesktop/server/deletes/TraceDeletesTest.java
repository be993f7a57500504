package dev.opikdesktop.server.deletes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What goes with a trace, with a project, and what stays. */
class TraceDeletesTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String TRACES = "/v1/private/traces";
  private static final String SPANS = "/v1/private/spans";

  private final String project = "deletes-" + UUID.randomUUID();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void aDeletedTraceIsGoneFromEveryReadWithItsSpansAndComments() {
    UUID trace = trace(project);
    UUID span = span(project, trace);
    String ofTrace = comment(TRACES, trace);
    String ofSpan = comment(SPANS, span);

    assertThat(CLIENT.delete(TRACES + "/" + trace).status()).isEqualTo(204);

    assertThat(status(TRACES, trace)).isEqualTo(404);
    assertThat(status(SPANS, span)).isEqualTo(404);
    assertThat(CLIENT.get(ofTrace).status()).isEqualTo(404);
    assertThat(CLIENT.get(ofSpan).status()).isEqualTo(404);
    assertThat(total(TRACES, project)).isZero();
    assertThat(total(SPANS, project)).isZero();
  }

  @Test
  void otherTracesKeepTheirSpansAndComments() {
    UUID trace = trace(project);
    UUID kept = trace(project);
    UUID span = span(project, kept);
    String comment = comment(SPANS, span);

    deleteAll(List.of(trace), "");

    assertThat(status(TRACES, kept)).isEqualTo(200);
    assertThat(status(SPANS, span)).isEqualTo(200);
    assertThat(CLIENT.get(comment).status()).isEqualTo(200);
  }

  @Test
  void aBatchOfAThousandIsDeletedAtOnce() {
    List<UUID> ids = traces(project, 1000);
    spans(project, ids);

    deleteAll(ids, "");

    assertThat(total(TRACES, project)).isZero();
    assertThat(total(SPANS, project)).isZero();
  }

  @Test
  void spansThatComeAfterTheirTraceWasDeletedGoWhenItIsDeletedAgain() {
    UUID trace = trace(project);
    CLIENT.delete(TRACES + "/" + trace);
    UUID late = span(project, trace);
    UUID orphan = span(project, TimeOrderedIds.next());

    CLIENT.delete(TRACES + "/" + trace);

    assertThat(status(SPANS, late)).isEqualTo(404);
    assertThat(status(SPANS, orphan)).isEqualTo(200);
    assertThat(total(SPANS, project)).isEqualTo(1);
  }

  @Test
  void allVersionsOfATraceAreDeleted() {
    UUID trace = trace(project);
    for (int i = 0; i < 5; i++) {
      write(TRACES, "traces", json(project, trace, "version " + i));
      CLIENT.patch(TRACES + "/" + trace, update("name", "patch " + i));
    }

    CLIENT.delete(TRACES + "/" + trace);

    assertThat(status(TRACES, trace)).isEqualTo(404);
    assertThat(total(TRACES, project)).isZero();
  }

  @Test
  void anIdInTwoProjectsIsDeletedFromTheNamedOneOnly() {
    String other = project + "-other";
    UUID trace = trace(project);
    write(TRACES, "traces", json(other, trace, "t"));
    span(project, trace);
    span(other, trace);

    deleteAll(List.of(trace), ", \"project_id\": \"%s\"".formatted(projectId(project)));

    assertThat(total(TRACES, project)).isZero();
    assertThat(total(SPANS, project)).isZero();
    assertThat(total(TRACES, other)).isEqualTo(1);
    assertThat(total(SPANS, other)).isEqualTo(1);
  }

  @Test
  void anIdInTwoProjectsIsDeletedFromBothWhereNoneIsNamed() {
    String other = project + "-other";
    UUID trace = trace(project);
    write(TRACES, "traces", json(other, trace, "t"));
    span(other, trace);

    CLIENT.delete(TRACES + "/" + trace);

    assertThat(total(TRACES, project)).isZero();
    assertThat(total(TRACES, other)).isZero();
    assertThat(total(SPANS, other)).isZero();
  }

  @Test
  void aTraceThatWasOnlyPatchedIsDeletedToo() {
    UUID trace = TimeOrderedIds.next();
    CLIENT.patch(TRACES + "/" + trace, update("name", "early"));

    CLIENT.delete(TRACES + "/" + trace);
    write(TRACES, "traces", json(project, trace, "created"));

    assertThat(CLIENT.get(TRACES + "/" + trace).json().path("name").asString())
        .isEqualTo("created");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"last_updated_at\": \"2020-01-01T00:00:00Z\""})
  void aTraceThatIsSentAgainAfterItsDeletionIsANewOne(String version) {
    UUID trace = trace(project);
    CLIENT.patch(TRACES + "/" + trace, update("name", "patched"));

    CLIENT.delete(TRACES + "/" + trace);
    write(TRACES, "traces", json(project, trace, "again").replaceFirst("}$", version + "}"));

    assertThat(CLIENT.get(TRACES + "/" + trace).json().path("name").asString()).isEqualTo("again");
    assertThat(total(SPANS, project)).isZero();
  }

  @Test
  void noPatchThatIsUnderWayBringsADeletedTraceOrSpanBack() throws Exception {
    for (int round = 0; round < 10; round++) {
      UUID trace = trace(project);
      UUID span = span(project, trace);
      AtomicBoolean deleted = new AtomicBoolean();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> patches =
            IntStream.range(0, 4)
                .<Future<?>>mapToObj(
                    i ->
                        threads.submit(
                            () -> {
                              while (!deleted.get()) {
                                CLIENT.patch(TRACES + "/" + trace, update("output", "late"));
                                CLIENT.patch(
                                    SPANS + "/" + span,
                                    update("output", "late\", \"trace_id\": \"" + trace));
                              }
                            }))
                .toList();
        CLIENT.delete(TRACES + "/" + trace);
        deleted.set(true);
        for (Future<?> patch : patches) {
          patch.get();
        }
      }
      // A patch that begins after the deletion makes a row of its own, which knows no name.
      assertThat(CLIENT.get(TRACES + "/" + trace).json().has("name")).isFalse();
      assertThat(CLIENT.get(SPANS + "/" + span).json().has("name")).isFalse();
    }
  }

  @Test
  void deletesAmongWritesLoseNothingElse() throws Exception {
    List<UUID> kept = traces(project, 200);
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> written =
          threads.submit(
              () -> {
                int batches = 0;
                while (!done.get()) {
                  traces(project, 10);
                  batches++;
                }
                return batches;
              });
      for (int i = 0; i < 30; i++) {
        CLIENT.delete(TRACES + "/" + kept.get(i));
      }
      done.set(true);
      int batches = written.get();
      assertThat(total(TRACES, project)).isEqualTo(170 + 10L * batches);
    }
  }

  @Test
  void aDeletedProjectLeavesNothingBehind() {
    UUID trace = trace(project);
    UUID span = span(project, trace);
    String comment = comment(TRACES, trace);

    CLIENT.delete("/v1/private/projects/" + projectId(project));

    assertThat(status(TRACES, trace)).isEqualTo(404);
    assertThat(status(SPANS, span)).isEqualTo(404);
    assertThat(CLIENT.get(comment).status()).isEqualTo(404);
  }

  @Test
  void whatWasDeletedStaysSoAfterARestart() {
    try (RunningServer server = RunningServer.start()) {
      UUID gone = TimeOrderedIds.next();
      UUID kept = TimeOrderedIds.next();
      try (LocalClient client = new LocalClient(server.server().restPort())) {
        client.post(TRACES, json(project, gone, "gone"));
        client.post(TRACES, json(project, kept, "kept"));
        client.delete(TRACES + "/" + gone);
      }
      server.restart();
      try (LocalClient client = new LocalClient(server.server().restPort())) {
        assertThat(client.get(TRACES + "/" + gone).status()).isEqualTo(404);
        assertThat(client.get(TRACES + "/" + kept).status()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"ids\": []}", "{\"ids\": null}"})
  void aBatchOfNoIdsIsRefused(String body) {
    assertThat(CLIENT.post(TRACES + "/delete", body).status()).isEqualTo(422);
  }

  private UUID trace(String project) {
    UUID id = TimeOrderedIds.next();
    write(TRACES, "traces", json(project, id, "t"));
    return id;
  }

  private List<UUID> traces(String project, int count) {
    List<UUID> ids = IntStream.range(0, count).mapToObj(i -> TimeOrderedIds.next()).toList();
    write(
        TRACES,
        "traces",
        String.join(",", ids.stream().map(id -> json(project, id, "t")).toList()));
    return ids;
  }

  private UUID span(String project, UUID trace) {
    UUID id = TimeOrderedIds.next();
    write(SPANS, "spans", spanJson(project, trace, id));
    return id;
  }

  private void spans(String project, List<UUID> traces) {
    write(
        SPANS,
        "spans",
        String.join(
            ",",
            traces.stream()
                .map(trace -> spanJson(project, trace, TimeOrderedIds.next()))
                .toList()));
  }

  private String spanJson(String project, UUID trace, UUID id) {
    return json(project, id, "s").replaceFirst("}$", ", \"trace_id\": \"%s\"}".formatted(trace));
  }

  private static String json(String project, UUID id, String name) {
    return """
    {"id": "%s", "project_name": "%s", "name": "%s", "start_time": "2026-01-01T00:00:00Z"}\
    """
        .formatted(id, project, name);
  }

  private String update(String field, String value) {
    return "{\"project_name\": \"%s\", \"%s\": \"%s\"}".formatted(project, field, value);
  }

  private static void write(String path, String list, String entities) {
    assertThat(CLIENT.post(path + "/batch", "{\"%s\": [%s]}".formatted(list, entities)).status())
        .isEqualTo(204);
  }

  /** Returns where to find it. */
  private static String comment(String path, UUID entity) {
    String comments = path + "/" + entity + "/comments";
    JsonNode made = CLIENT.post(comments, "{\"text\": \"c\"}").json();
    return comments + "/" + made.path("id").asString();
  }

  private static void deleteAll(List<UUID> ids, String more) {
    String list = String.join("\", \"", ids.stream().map(UUID::toString).toList());
    assertThat(
            CLIENT.post(TRACES + "/delete", "{\"ids\": [\"%s\"]%s}".formatted(list, more)).status())
        .isEqualTo(204);
  }

  private static int status(String path, UUID id) {
    return CLIENT.get(path + "/" + id).status();
  }

  private static long total(String path, String project) {
    return CLIENT.get(path + "?project_name=" + project).json().path("total").asLong();
  }

  private static String projectId(String name) {
    return CLIENT
        .post("/v1/private/projects/retrieve", "{\"name\": \"%s\"}".formatted(name))
        .json()
        .path("id")
        .asString();
  }
}
