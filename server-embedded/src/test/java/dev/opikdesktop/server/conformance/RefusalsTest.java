package dev.opikdesktop.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Requests at the edge of what is taken: which status they get, and which of the two error bodies
 * (Opik contract 1.5, 1.6, 2.1 to 2.9). In the tables v7 and v4 are fresh ids of that version,
 * PROJECT is a project that is there, T a time, and single quotes are double ones.
 */
class RefusalsTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String PROJECT = "refusals-" + UUID.randomUUID();

  @BeforeAll
  static void createProject() {
    assertThat(CLIENT.post("/v1/private/projects", filled("{'name': 'PROJECT'}")).status())
        .isEqualTo(201);
  }

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST  | traces       | {'name': 'no time'}                                     | 422 | errors
          POST  | traces       | {'start_time': 'x'}                                     | 400 | code
          POST  | traces       | {'start_time': T, 'name': }                             | 400 | code
          POST  | traces       | {'start_time': T                                        | 400 | code
          POST  | traces       | []                                                      | 400 | code
          POST  | traces       | {'id': 'v4', 'start_time': T}                           | 400 | code
          POST  | traces       | {'id': 'x', 'start_time': T}                            | 400 | code
          POST  | traces       | {'start_time': T, 'source': 'elsewhere'}                | 400 | code
          POST  | traces       | {'start_time': T, 'ttft': -1}                           | 422 | errors
          POST  | traces       | {'start_time': T, 'project_name': ' '}                  | 422 | errors
          POST  | traces       | {'start_time': '2300-01-01T00:00:00Z'}                  | 422 | errors
          POST  | traces       | {'start_time': '1969-12-31T23:59:59Z'}                  | 422 | errors
          POST  | traces       | {'start_time': T, 'last_updated_at': '2300-01-01T00:00:00Z'} | 422 | errors
          POST  | traces/batch | {'traces': []}                                          | 422 | errors
          POST  | traces/batch | {'traces': [{'name': 'no time'}]}                       | 422 | errors
          POST  | traces/batch | {'traces': [{'id': 'v4', 'start_time': T}]}             | 400 | code
          PATCH | traces/v4    | {'name': 'n'}                                           | 400 | code
          PATCH | traces/x     | {'name': 'n'}                                           | 404 | code
          PATCH | traces/v7    | {'tags': ['']}                                          | 422 | errors
          PATCH | traces/v7    | {'project_id': 'v7'}                                    | 404 | any
          PATCH | traces/batch | {'ids': [], 'update': {}}                               | 422 | errors
          PATCH | traces/batch | {'ids': ['v7']}                                         | 422 | errors
          POST  | spans        | {'start_time': T}                                       | 422 | errors
          POST  | spans        | {'start_time': T, 'trace_id': 'v7', 'id': 'v4'}         | 400 | code
          POST  | spans        | {'start_time': T, 'trace_id': 'v7', 'type': 'zzz'}      | 400 | code
          POST  | spans        | {'start_time': T, 'trace_id': 'v7', 'total_estimated_cost': -1} | 422 | errors
          POST  | spans/batch  | {'spans': []}                                           | 422 | errors
          PATCH | spans/v7     | {'name': 'no trace'}                                    | 422 | errors
          PATCH | spans/batch  | {'ids': ['v7'], 'update': {}}                           | 422 | errors
          POST  | projects     | {'name': ' '}                                           | 422 | errors
          POST  | projects     | {'name': 'PROJECT'}                                     | 409 | any
          POST  | projects/retrieve | {'name': 'v4'}                                     | 404 | any
          POST  | projects/retrieve | {}                                                 | 422 | errors
          """)
  void aBrokenBodyIsRefusedInTheShapeOfTheContract(
      String method, String path, String body, int status, String shape) {
    Answer answer =
        CLIENT.send(
            method,
            "/v1/private/" + filled(path),
            filled(body).getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json");

    assertRefused(answer, status, shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          traces                                             | 400 | code
          spans                                              | 400 | code
          traces?project_name=nowhere                        | 404 | any
          traces?project_id=x                                | 404 | code
          traces?project_name=PROJECT&page=0                 | 400 | errors
          traces?project_name=PROJECT&size=0                 | 400 | errors
          traces?project_name=PROJECT&page=x                 | 404 | code
          traces?project_name=PROJECT&exclude=%5B%22no%22%5D | 400 | code
          traces?project_name=PROJECT&exclude=no             | 400 | code
          traces?project_name=PROJECT&from_time=x            | 400 | code
          traces?project_name=PROJECT&from_time=2&to_time=1  | 400 | code
          traces?project_name=PROJECT&sorting=x              | 400 | code
          spans?project_name=PROJECT&size=-1                 | 400 | errors
          spans?project_name=PROJECT&trace_id=x              | 404 | code
          projects?page=0                                    | 400 | errors
          projects?sorting=x                                 | 400 | code
          traces/v7                                          | 404 | code
          traces/x                                           | 404 | code
          spans/v7                                           | 404 | code
          projects/v7                                        | 404 | any
          nowhere                                            | 404 | code
          """)
  void aReadThatCannotBeAnsweredIsRefusedInTheShapeOfTheContract(
      String address, int status, String shape) {
    assertRefused(CLIENT.get("/v1/private/" + filled(address)), status, shape);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          traces | {'start_time': T, 'error_info': {'message': 'without a type'}}                  | 201
          traces | {'start_time': T, 'unknown': {'deep': [1]}}                                     | 201
          traces | {'start_time': T, 'input': null, 'metadata': NaN}                               | 201
          spans  | {'start_time': T, 'trace_id': 'v4', 'parent_span_id': 'v4'}                     | 201
          spans  | {'start_time': T, 'trace_id': 'v7', 'usage': {'a': 1.5, 'b': '7', 'c': null}}   | 201
          """)
  void oddBodiesGetTheStatusOfTheOriginal(String path, String body, int status) {
    assertThat(CLIENT.post("/v1/private/" + path, filled(body)).status()).isEqualTo(status);
  }

  @Test
  void aBatchOfMoreThanAThousandIsRefused() {
    String trace = filled("{'start_time': T}");
    String batch =
        IntStream.rangeClosed(0, 1000).mapToObj(i -> trace).collect(Collectors.joining(","));

    assertRefused(
        CLIENT.post("/v1/private/traces/batch", "{\"traces\": [" + batch + "]}"), 422, "errors");
  }

  @Test
  void anUpdateToMoreThanFiftyTagsIsRefused() {
    String tags =
        IntStream.rangeClosed(0, 50)
            .mapToObj(i -> "\"t" + i + "\"")
            .collect(Collectors.joining(","));

    assertRefused(
        CLIENT.patch(filled("/v1/private/traces/v7"), "{\"tags\": [" + tags + "]}"), 422, "errors");
  }

  @Test
  void anotherWorkspaceIsNotFoundAndABlankOneIsTheDefault() {
    assertRefused(CLIENT.get("/v1/private/projects", "Comet-Workspace", "elsewhere"), 404, "any");
    assertThat(CLIENT.get("/v1/private/projects", "Comet-Workspace", "default").status())
        .isEqualTo(200);
  }

  @Test
  void pathsMayEndInASlashAndBeginWithApi() {
    assertThat(CLIENT.get("/v1/private/projects/").status()).isEqualTo(200);
    assertThat(CLIENT.get("/api/v1/private/toggles/").status()).isEqualTo(200);
  }

  private static void assertRefused(Answer answer, int status, String shape) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    JsonNode body = answer.json();
    boolean coded = body.path("code").asInt() == status && body.path("message").isString();
    boolean errors = body.path("errors").isArray() && !body.path("errors").isEmpty();
    assertThat(shape.equals("any") ? coded || errors : shape.equals("code") ? coded : errors)
        .as(answer.text())
        .isTrue();
  }

  private static String filled(String text) {
    return text.replace("v7", TimeOrderedIds.next().toString())
        .replace("v4", UUID.randomUUID().toString())
        .replace("PROJECT", PROJECT)
        .replaceAll("\\bT\\b", "'2026-11-23T11:00:00Z'")
        .replace('\'', '"');
  }
}
