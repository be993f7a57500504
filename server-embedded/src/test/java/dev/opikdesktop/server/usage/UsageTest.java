package dev.opikdesktop.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.storage.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A server of its own, since what is counted is that of all projects. */
class UsageTest {
  private static final RunningServer SERVER = RunningServer.start();
  private static final LocalClient CLIENT = new LocalClient(SERVER.server().restPort());
  private static final String PATH = "/v1/internal/usage/";
  private static final UUID WORKSPACE = Caller.LOCAL.workspaceId();

  @AfterAll
  static void close() {
    CLIENT.close();
    SERVER.close();
  }

  @Test
  void whatWasWrittenTodayIsCountedTomorrow() {
    long tracesBefore = sum(usage(Duration.ofDays(1)).tracesByWorkspace());
    String trace = trace("one");
    span("one", trace);
    span("one", trace);
    span("two", trace("two"));
    assertThat(CLIENT.patch("/v1/private/traces/" + trace, "{\"project_name\": \"one\"}").status())
        .isEqualTo(204);

    UsageService tomorrow = usage(Duration.ofDays(1));

    assertThat(tomorrow.tracesByWorkspace()).isEqualTo(Map.of(WORKSPACE, 2 + tracesBefore));
    assertThat(tomorrow.spansByWorkspace()).isEqualTo(Map.of(WORKSPACE, 3L));
    assertThat(tomorrow.tracesByUser())
        .containsExactly(new UsageService.ByUser(WORKSPACE, "admin", 2 + tracesBefore));
    assertThat(tomorrow.spansByUser())
        .containsExactly(new UsageService.ByUser(WORKSPACE, "admin", 3));
    assertThat(tomorrow.spansByProject())
        .extracting(each -> each.projectName() + " " + each.user() + " " + each.count())
        .containsExactlyInAnyOrder("one admin 2", "two admin 1");
    assertThat(usage(Duration.ofDays(2)).tracesByWorkspace()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workspace-trace-counts workspaces_traces_count",
        "workspace-span-counts workspaces_spans_count",
        "workspace-span-counts-breakdown breakdown",
        "bi-traces bi_information",
        "bi-spans bi_information",
        "bi-datasets bi_information",
        "bi-experiments bi_information"
      })
  void ofADayWithoutAnythingNothingIsCounted(String pathAndField) {
    String[] words = pathAndField.split(" ");

    assertThat(CLIENT.get(PATH + words[0]).text()).isEqualTo("{\"" + words[1] + "\":[]}");
  }

  @Test
  void projectsAreFoundByAPartOfTheirNames() {
    trace("Alpha");
    trace("alphabet");
    trace("beta");

    assertThat(names("\"name\": \"ALPHA\"")).containsExactly("Alpha", "alphabet");
    assertThat(names("\"name\": \"%\"")).isEmpty();
    assertThat(names("\"limit\": 1")).containsExactly("Alpha");
    assertThat(names("\"project_ids\": [\"" + UUID.randomUUID() + "\"]")).isEmpty();
    assertThat(projects("\"name\": \"beta\"").path(0).path("workspace_id").asString())
        .isEqualTo(WORKSPACE.toString());
    assertThat(CLIENT.post(PATH + "projects", "{\"workspace_ids\": [\"x\"]}").text())
        .isEqualTo("{\"projects\":[]}");
    assertThat(CLIENT.post(PATH + "projects", "{}").status()).isEqualTo(422);
  }

  private static long sum(Map<UUID, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private List<String> names(String more) {
    return projects(more).valueStream().map(each -> each.path("name").asString()).toList();
  }

  private JsonNode projects(String more) {
    return CLIENT
        .post(PATH + "projects", "{\"workspace_ids\": [\"%s\"], %s}".formatted(WORKSPACE, more))
        .json()
        .path("projects");
  }

  private UsageService usage(Duration later) {
    Stores stores = SERVER.stores();
    return new UsageService(
        stores.analytics(), stores.relational(), () -> Instant.now().plus(later));
  }

  private String trace(String project) {
    return created("traces", project, "");
  }

  private void span(String project, String trace) {
    String unused = created("spans", project, ", \"trace_id\": \"" + trace + "\"");
  }

  private String created(String what, String project, String more) {
    Answer answer =
        CLIENT.post(
            "/v1/private/" + what,
            "{\"project_name\": \"%s\", \"start_time\": \"%s\"%s}"
                .formatted(project, Instant.now(), more));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String location = answer.header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
