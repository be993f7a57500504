package dev.opikdesktop.server.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ProjectRoutesTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String PROJECTS = "/v1/private/projects";
  private static final String START = "2026-11-23T11:00:00Z";

  private final String name = "project-" + UUID.randomUUID();
  private final String id = create(name);

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void aPatchChangesWhatItNamesAndLeavesTheRest() {
    Answer patched = CLIENT.patch(PROJECTS + "/" + id, "{\"description\": \"new\"}");

    JsonNode project = CLIENT.get(PROJECTS + "/" + id).json();
    assertThat(patched.status()).isEqualTo(204);
    assertThat(patched.bytes()).isEmpty();
    assertThat(project.get("description").asString()).isEqualTo("new");
    assertThat(project.get("name").asString()).isEqualTo(name);
    assertThat(project.get("visibility").asString()).isEqualTo("private");
    assertThat(project.get("last_updated_at").asString())
        .isGreaterThan(project.get("created_at").asString());
  }

  @Test
  void aProjectThatIsRenamedTakesNewTracesUnderItsNewNameOnly() {
    logTrace(name);

    CLIENT.patch(PROJECTS + "/" + id, "{\"name\": \"%s\"}".formatted(name + "-renamed"));
    logTrace(name + "-RENAMED");
    logTrace(name);

    assertThat(traces("project_id=" + id)).isEqualTo(2);
    assertThat(retrieve(name).json().get("id").asString()).isNotEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\": \" \"}              | 422",
        "{\"name\": \"TAKEN\"}          | 409",
        "{\"visibility\": \"hidden\"}   | 400",
        "{\"description\": \"LONG\"}    | 422",
        "{\"name\": \"LONG\"}           | 422",
        "[]                             | 400",
        "{}                             | 204",
        "{\"name\": null}               | 204"
      })
  void aPatchThatMakesNoSenseIsRefused(String body, int status) {
    String other = "taken-" + UUID.randomUUID();
    create(other);

    Answer answer =
        CLIENT.patch(
            PROJECTS + "/" + id, body.replace("TAKEN", other).replace("LONG", "x".repeat(256)));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  @Test
  void aPatchOfAProjectThatIsNotThereIsNotFound() {
    Answer answer = CLIENT.patch(PROJECTS + "/" + TimeOrderedIds.next(), "{\"name\": \"n\"}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("errors").isArray()).isTrue();
  }

  @Test
  void aDeletedProjectIsGoneAndDeletingItAgainIsNoError() {
    assertThat(CLIENT.delete(PROJECTS + "/" + id).status()).isEqualTo(204);

    assertThat(CLIENT.get(PROJECTS + "/" + id).status()).isEqualTo(404);
    assertThat(retrieve(name).status()).isEqualTo(404);
    assertThat(CLIENT.get(PROJECTS + "?name=" + name).json().get("total").asInt()).isZero();
    assertThat(CLIENT.delete(PROJECTS + "/" + id).status()).isEqualTo(204);
  }

  @Test
  void whatLiesInSeveralProjectsGoesWithThem() {
    String other = create(name + "-2");
    String kept = create(name + "-3");
    logTrace(name);
    logTrace(name + "-2");
    logTrace(name + "-3");

    CLIENT.post(PROJECTS + "/delete", "{\"ids\": [\"%s\", \"%s\"]}".formatted(id, other));

    assertThat(traces("project_id=" + id)).isZero();
    assertThat(traces("project_id=" + other)).isZero();
    assertThat(traces("project_id=" + kept)).isEqualTo(1);
  }

  @Test
  void severalProjectsAreDeletedAtOnceWhetherTheyAreThereOrNot() {
    String other = create(name + "-2");

    Answer deleted =
        CLIENT.post(
            PROJECTS + "/delete",
            "{\"ids\": [\"%s\", \"%s\", \"%s\"]}".formatted(id, other, TimeOrderedIds.next()));

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(CLIENT.get(PROJECTS + "?name=" + name).json().get("total").asInt()).isZero();
  }

  @Test
  void aDeletionWithoutIdsIsRefused() {
    assertThat(CLIENT.post(PROJECTS + "/delete", "{\"ids\": []}").status()).isEqualTo(422);
    assertThat(CLIENT.post(PROJECTS + "/delete", "{\"ids\": [\"x\"]}").status()).isEqualTo(400);
    assertThat(CLIENT.delete(PROJECTS + "/x").status()).isEqualTo(404);
  }

  @Test
  void aTraceAfterTheDeletionMakesANewProjectOfThatName() {
    logTrace(name);
    CLIENT.delete(PROJECTS + "/" + id);

    logTrace(name);

    String next = retrieve(name).json().get("id").asString();
    assertThat(next).isNotEqualTo(id);
    assertThat(traces("project_name=" + name)).isEqualTo(1);
  }

  @Test
  void whatLiesInADeletedProjectIsDeletedWithIt() {
    UUID trace = TimeOrderedIds.next();
    UUID span = TimeOrderedIds.next();
    write(
        "traces",
        "{\"id\": \"%s\", \"project_name\": \"%s\", \"thread_id\": \"chat\", \"start_time\": \"%s\"}"
            .formatted(trace, name, START));
    write(
        "spans",
        "{\"id\": \"%s\", \"trace_id\": \"%s\", \"project_name\": \"%s\", \"start_time\": \"%s\"}"
            .formatted(span, trace, name, START));
    write("traces/" + trace + "/comments", "{\"text\": \"said\"}");

    CLIENT.post(PROJECTS + "/delete", "{\"ids\": [\"%s\"]}".formatted(id));

    assertThat(CLIENT.get("/v1/private/traces/" + trace).status()).isEqualTo(404);
    assertThat(CLIENT.get("/v1/private/spans/" + span).status()).isEqualTo(404);
    for (String list : List.of("traces", "spans", "traces/threads")) {
      String address = "/v1/private/" + list + "?project_id=" + id;
      assertThat(CLIENT.get(address).json().path("total").asInt()).as(list).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts", "datasets", "experiments", "optimizations", "prompts"})
  void aProjectHasNoneOfTheThingsThatAreNotKeptYet(String things) {
    String list = PROJECTS + "/" + id + "/" + things;

    assertThat(CLIENT.get(list + "?page=2&size=5").text())
        .isEqualTo("{\"page\":2,\"size\":0,\"total\":0,\"content\":[]}");
    assertThat(CLIENT.get(list + "?page=0").status()).isEqualTo(400);
    assertThat(CLIENT.get(list + "?size=x").status()).isEqualTo(404);
    assertThat(CLIENT.get(list + "?sorting=x").status()).isEqualTo(400);
    assertThat(CLIENT.get(list + "?filters=x").status()).isEqualTo(400);
    assertThat(CLIENT.get(PROJECTS + "/x/" + things).status()).isEqualTo(404);
  }

  private static String create(String name) {
    Answer created = CLIENT.post(PROJECTS, "{\"name\": \"%s\"}".formatted(name));
    assertThat(created.status()).isEqualTo(201);
    String location = created.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static Answer retrieve(String name) {
    return CLIENT.post(PROJECTS + "/retrieve", "{\"name\": \"%s\"}".formatted(name));
  }

  private static void logTrace(String project) {
    write("traces", "{\"project_name\": \"%s\", \"start_time\": \"%s\"}".formatted(project, START));
  }

  private static void write(String what, String json) {
    Answer written = CLIENT.post("/v1/private/" + what, json);
    assertThat(written.status()).as(written.text()).isEqualTo(201);
  }

  private static int traces(String of) {
    return CLIENT.get("/v1/private/traces?" + of).json().get("total").asInt();
  }
}
