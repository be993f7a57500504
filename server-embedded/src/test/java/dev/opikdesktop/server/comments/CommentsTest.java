package dev.opikdesktop.server.comments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.http.RawClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the recorded scenario does not ask of comments. */
@Timeout(60)
class CommentsTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String TRACES = "/v1/private/traces";
  private static final String THREADS = TRACES + "/threads";
  private static final String SPANS = "/v1/private/spans";

  private final String project = "comments-" + UUID.randomUUID();
  private final String trace = trace();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  static Stream<String> texts() {
    return Stream.of(
        "'single' \"double\" `back`",
        "back\\slash \\n \\' \\\\",
        "  lines\r\n\tand\u0000 nulls \u2028 ",
        "\uD83D\uDE00 \uD83D\uDC4D\uD83C\uDFFD \u8FD4\u4E8B \u0635\u062D",
        "{project:Id} %s ${x} {{y}} '; DROP TABLE comments; --",
        "m\u00E9ga ".repeat(150_000));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextComesBackAsItWas(String text) {
    String id = comment(TRACES, trace, text);

    assertThat(one(TRACES, trace, id).path("text").asString()).isEqualTo(text);
    assertThat(texts(CLIENT.get(TRACES + "/" + trace).json())).containsExactly(text);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextIsReplacedByOneThatComesBackAsItWas(String text) {
    String id = comment(TRACES, trace, "first");

    assertThat(change(TRACES, id, text).status()).isEqualTo(204);

    assertThat(one(TRACES, trace, id).path("text").asString()).isEqualTo(text);
  }

  @Test
  void aPageShowsTheCommentsOfEachTraceOldestFirst() {
    String other = trace();
    String silent = trace();
    IntStream.range(0, 5).forEach(i -> comment(TRACES, trace, "a" + i));
    comment(TRACES, other, "b");

    JsonNode content = list(TRACES, "").path("content");

    assertThat(texts(withId(content, trace))).containsExactly("a0", "a1", "a2", "a3", "a4");
    assertThat(texts(withId(content, other))).containsExactly("b");
    assertThat(withId(content, silent).has("comments")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {TRACES, SPANS})
  void aListThatExcludesCommentsShowsNone(String path) {
    comment(path, path.equals(TRACES) ? trace : span(), "c");

    assertThat(list(path, "").path("content").path(0).path("comments").size()).isEqualTo(1);
    JsonNode entity = list(path, "&exclude=%5B%22comments%22%5D").path("content").path(0);
    assertThat(entity.has("id")).isTrue();
    assertThat(entity.has("comments")).isFalse();
  }

  @Test
  void aChangeKeepsTheQueueAndWhenTheCommentWasMade() {
    UUID queue = TimeOrderedIds.next();
    String id =
        created(
            CLIENT.post(
                TRACES + "/" + trace + "/comments",
                "{\"text\": \"t\", \"source_queue_id\": \"%s\"}".formatted(queue)));
    JsonNode before = one(TRACES, trace, id);

    change(TRACES, id, "changed");

    JsonNode after = one(TRACES, trace, id);
    assertThat(after.path("source_queue_id").asString()).isEqualTo(queue.toString());
    assertThat(after.path("created_at")).isEqualTo(before.path("created_at"));
    assertThat(after.path("last_updated_at").asString())
        .isGreaterThan(before.path("last_updated_at").asString());
  }

  @Test
  void aCommentOfASpanIsNoneOfATrace() {
    String span = span();
    String id = comment(SPANS, span, "of the span");

    assertThat(CLIENT.get(TRACES + "/" + span + "/comments/" + id).status()).isEqualTo(404);
    assertThat(change(TRACES, id, "x").status()).isEqualTo(404);
    delete(TRACES, id);

    assertThat(texts(CLIENT.get(SPANS + "/" + span).json())).containsExactly("of the span");
    assertThat(CLIENT.get(TRACES + "/" + trace).json().has("comments")).isFalse();
  }

  @Test
  void aDeletedCommentCannotBeChanged() {
    String id = comment(TRACES, trace, "c");
    delete(TRACES, id);

    assertThat(change(TRACES, id, "again").status()).isEqualTo(404);
    assertThat(CLIENT.get(TRACES + "/" + trace).json().has("comments")).isFalse();
  }

  @Test
  void aTraceThatOnlyAPatchBeganCanBeCommented() {
    UUID early = TimeOrderedIds.next();
    CLIENT.patch(TRACES + "/" + early, "{\"project_name\": \"%s\"}".formatted(project));

    comment(TRACES, early.toString(), "early");

    assertThat(texts(CLIENT.get(TRACES + "/" + early).json())).containsExactly("early");
  }

  @Test
  void whoListensIsToldOfTheTraceWhenACommentIsMadeChangedOrDeleted() {
    String projectId = CLIENT.get(TRACES + "/" + trace).json().path("project_id").asString();
    String told =
        "data: {\"entity\":\"trace\",\"project_id\":\"%s\",\"ids\":[\"%s\"]}"
            .formatted(projectId, trace);
    try (ListeningClient listener = new ListeningClient(projectId)) {
      String id = comment(TRACES, trace, "c");
      assertThat(listener.next("trace")).isEqualTo(told);
      change(TRACES, id, "changed");
      assertThat(listener.next("trace")).isEqualTo(told);
      delete(TRACES, id);
      assertThat(listener.next("trace")).isEqualTo(told);
    }
  }

  @Test
  void aThreadIsCommentedByTheIdOfItsRowAndItsListenersAreTold() {
    created(
        CLIENT.post(
            TRACES,
            """
            {"project_name": "%s", "thread_id": "chat", "start_time": "2026-01-01T00:00:00Z"}
            """
                .formatted(project)));
    JsonNode thread = list(THREADS, "").path("content").path(0);
    String model = thread.path("thread_model_id").asString();
    String projectId = thread.path("project_id").asString();
    try (ListeningClient listener = new ListeningClient(projectId)) {
      String id = comment(THREADS, model, "of the thread");

      assertThat(listener.next("thread"))
          .isEqualTo(
              "data: {\"entity\":\"thread\",\"project_id\":\"%s\",\"ids\":[\"%s\"]}"
                  .formatted(projectId, model));
      assertThat(one(THREADS, model, id).path("text").asString()).isEqualTo("of the thread");
    }
    assertThat(texts(list(THREADS, "").path("content").path(0))).containsExactly("of the thread");
    JsonNode without = list(THREADS, "&exclude=%5B%22comments%22%5D").path("content").path(0);
    assertThat(without.path("id").asString()).isEqualTo("chat");
    assertThat(without.has("comments")).isFalse();
    assertThat(CLIENT.get(TRACES + "/" + trace).json().has("comments")).isFalse();
  }

  @Test
  void moreThanAThousandIdsCannotBeDeletedAtOnce() {
    String ids =
        String.join(
            ",",
            IntStream.rangeClosed(0, 1000)
                .mapToObj(i -> "\"" + TimeOrderedIds.next() + "\"")
                .toList());

    assertThat(CLIENT.post(TRACES + "/comments/delete", "{\"ids\": [" + ids + "]}").status())
        .isEqualTo(422);
  }

  @Test
  void whatIsSaidAtTheSameTimeIsAllThere() throws Exception {
    List<Integer> numbers = IntStream.range(0, 40).boxed().toList();
    List<Future<?>> posts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      numbers.forEach(i -> posts.add(threads.submit(() -> comment(TRACES, trace, "n" + i))));
    }
    for (Future<?> post : posts) {
      post.get();
    }

    assertThat(texts(CLIENT.get(TRACES + "/" + trace).json()))
        .containsExactlyInAnyOrderElementsOf(numbers.stream().map(i -> "n" + i).toList());
  }

  @Test
  void aCommentThatIsDeletedWhileItIsChangedStaysAway() throws Exception {
    for (int round = 0; round < 5; round++) {
      String id = comment(TRACES, trace, "c");
      List<Future<?>> calls = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 4; i++) {
          calls.add(threads.submit(() -> change(TRACES, id, "changed")));
        }
        calls.add(threads.submit(() -> delete(TRACES, id)));
        for (int i = 0; i < 4; i++) {
          calls.add(threads.submit(() -> change(TRACES, id, "changed")));
        }
      }
      for (Future<?> call : calls) {
        call.get();
      }

      assertThat(CLIENT.get(TRACES + "/" + trace + "/comments/" + id).status()).isEqualTo(404);
    }
  }

  /** Reads the events of a project, one after the other. */
  private static final class ListeningClient implements AutoCloseable {
    private final RawClient client;
    private final BufferedReader lines;

    ListeningClient(String projectId) {
      try {
        client = new RawClient(RunningServer.shared().server().restPort());
        client.send(
            "GET /v1/private/opik-desktop/events?project_id=" + projectId + " HTTP/1.1",
            "Host: localhost",
            "",
            "");
        lines = new BufferedReader(new InputStreamReader(client.in(), StandardCharsets.UTF_8));
        readUntil("id:");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The next event about this kind of entity; what made the project may be told in between. */
    String next(String entity) {
      return readUntil("data: {\"entity\":\"" + entity + "\"");
    }

    private String readUntil(String beginning) {
      return lines.lines().filter(line -> line.startsWith(beginning)).findFirst().orElse("");
    }

    @Override
    public void close() {
      try {
        client.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String trace() {
    UUID id = TimeOrderedIds.next();
    created(
        CLIENT.post(
            TRACES,
            "{\"id\": \"%s\", \"project_name\": \"%s\", \"start_time\": \"2026-01-01T00:00:00Z\"}"
                .formatted(id, project)));
    return id.toString();
  }

  private String span() {
    return created(
        CLIENT.post(
            SPANS,
            "{\"trace_id\": \"%s\", \"project_name\": \"%s\", \"start_time\": \"2026-01-01T00:00:00Z\"}"
                .formatted(trace, project)));
  }

  private static String comment(String path, String entity, String text) {
    return created(CLIENT.post(path + "/" + entity + "/comments", body(text)));
  }

  private static Answer change(String path, String id, String text) {
    return CLIENT.patch(path + "/comments/" + id, body(text));
  }

  private static void delete(String path, String id) {
    assertThat(CLIENT.post(path + "/comments/delete", "{\"ids\": [\"" + id + "\"]}").status())
        .isEqualTo(204);
  }

  private static JsonNode one(String path, String entity, String id) {
    return CLIENT.get(path + "/" + entity + "/comments/" + id).json();
  }

  private JsonNode list(String path, String more) {
    return CLIENT.get(path + "?size=100&project_name=" + project + more).json();
  }

  private static JsonNode withId(JsonNode content, String id) {
    return content
        .valueStream()
        .filter(entity -> entity.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode entity) {
    return entity
        .path("comments")
        .valueStream()
        .map(comment -> comment.path("text").asString())
        .toList();
  }

  private static String body(String text) {
    return Json.MAPPER.createObjectNode().put("text", text).toString();
  }

  private static String created(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String location = answer.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
