package dev.opikdesktop.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Requests at the edge of what is taken that the contract file does not tell (those that it tells,
 * {@link ContractWalkTest} sends): which status they get, and which of the two error bodies (Opik
 * contract 1.5, 2.1 to 2.9). In the tables v7 and v4 are fresh ids of that version, PROJECT is a
 * project that is there, T a time, and single quotes are double ones.
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
          POST  | traces       | {'start_time': T, 'ttft': -1}                           | 422 | errors
          POST  | traces       | {'start_time': '2300-01-01T00:00:00Z'}                  | 422 | errors
          POST  | traces       | {'start_time': '1969-12-31T23:59:59Z'}                  | 422 | errors
          POST  | traces       | {'start_time': T, 'last_updated_at': '2300-01-01T00:00:00Z'} | 422 | errors
          PATCH | traces/v4    | {'name': 'n'}                                           | 400 | code
          PATCH | traces/v7    | {'tags': ['']}                                          | 422 | errors
          PATCH | traces/v7    | {'project_id': 'v7'}                                    | 404 | any
          POST  | spans        | {'start_time': T}                                       | 422 | errors
          POST  | projects     | {'name': 'PROJECT'}                                     | 409 | any
          POST  | projects/retrieve | {'name': 'v4'}                                     | 404 | any
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
          traces | {'start_time': T, 'ttft': 1e308}                                                | 201
          traces | {'start_time': T, 'ttft': 1e309}                                                | 400
          spans  | {'start_time': T, 'trace_id': 'v4', 'parent_span_id': 'v4'}                     | 201
          spans  | {'start_time': T, 'trace_id': 'v7', 'usage': {'a': 1.5, 'b': '7', 'c': null}}   | 201
          """)
  void oddBodiesGetTheStatusOfTheOriginal(String path, String body, int status) {
    assertThat(CLIENT.post("/v1/private/" + path, filled(body)).status()).isEqualTo(status);
  }

  @Test
  void theWorkspaceIsTheDefaultOneByNameOrWithoutAName() {
    for (String name : List.of("default", " ")) {
      assertThat(CLIENT.get("/v1/private/projects", "Comet-Workspace", name).status())
          .isEqualTo(200);
    }
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
