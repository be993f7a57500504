package dev.opikdesktop.server.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the recorded scenario does not ask of dashboards and insights views. */
class DashboardsTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String DASHBOARDS = "/v1/private/dashboards";
  private static final String VIEWS = "/v1/private/insights-views";

  private final String run = UUID.randomUUID().toString();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"n\":1.50,\"z\":[null,{}],\"a\":\"\u8FD4\u4E8B\"}", "[1]", "\"\"", "0"})
  void aConfigComesBackAsItWas(String config) {
    String id = created(DASHBOARDS, "{\"name\":\"%s\",\"config\":%s}".formatted(run, config));

    assertThat(CLIENT.get(DASHBOARDS + "/" + id).text()).contains("\"config\":" + config + ",");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'single' \"double\" \\ :name <ids> ?", "\uD83D\uDE00 \u0635\u062D", "%"})
  void namesComeBackAsTheyWere(String text) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("name", text + run);
    body.put("description", text).putObject("config");

    JsonNode found = get(DASHBOARDS, created(DASHBOARDS, body.toString()));

    assertThat(found.path("name").asString()).isEqualTo(text + run);
    assertThat(found.path("description").asString()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'Two  words, and more', two-words-and-more",
    "' -- ', dashboard",
    "!?, dashboard",
    "\u6570\u636E \u770B\u677F, \u6570\u636E-\u770B\u677F",
    "under_score, under-score"
  })
  void aNameMakesASlug(String name, String slug) {
    assertThat(Slug.of(name)).isEqualTo(slug);
  }

  @Test
  void aNameOfSignsThatGrowWhenTheyAreSpelledOutIsTaken() {
    String id = created(DASHBOARDS, dashboard("\uFDFA".repeat(119) + "a"));

    assertThat(get(DASHBOARDS, id).path("slug").asString()).hasSizeBetween(100, 150);
  }

  @Test
  void ofManyWithOneNameEachHasASlugOfItsOwn() throws Exception {
    List<Future<String>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        String path = i % 2 == 0 ? DASHBOARDS : VIEWS;
        calls.add(
            threads.submit(() -> CLIENT.post(path, dashboard(run)).json().path("slug").asString()));
      }
    }
    Set<String> slugs = new TreeSet<>();
    for (Future<String> call : calls) {
      slugs.add(call.get());
    }

    assertThat(slugs).hasSize(12).contains(run, run + "-2", run + "-12");
  }

  @Test
  void anUpdateWithTheSameNameKeepsTheSlug() {
    created(DASHBOARDS, dashboard(run));
    String second = created(DASHBOARDS, dashboard(run));

    JsonNode after = CLIENT.patch(DASHBOARDS + "/" + second, "{\"name\":\"" + run + "\"}").json();

    assertThat(after.path("slug").asString()).isEqualTo(run + "-2");
  }

  @Test
  void anUpdateKeepsWhoMadeItWhen() {
    JsonNode before = get(DASHBOARDS, created(DASHBOARDS, dashboard(run)));
    String address = DASHBOARDS + "/" + before.path("id").asString();

    JsonNode after = CLIENT.patch(address, "{\"config\":null,\"description\":\"\"}").json();

    assertThat(after.path("config")).isEqualTo(before.path("config"));
    assertThat(after.path("created_at")).isEqualTo(before.path("created_at"));
    assertThat(after.path("last_updated_at").asString())
        .isGreaterThan(before.path("last_updated_at").asString());
  }

  @Test
  void eachScopeHasItsOwn() {
    String view = created(VIEWS, dashboard(run));

    assertThat(CLIENT.patch(DASHBOARDS + "/" + view, "{}").status()).isEqualTo(404);
    CLIENT.delete(DASHBOARDS + "/" + view);
    CLIENT.post(DASHBOARDS + "/delete-batch", "{\"ids\":[\"" + view + "\"]}");

    assertThat(CLIENT.get(VIEWS + "/" + view).status()).isEqualTo(200);
    assertThat(total(DASHBOARDS, "")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "name, contains, %, 0",
    "name, contains, _, 0",
    "name, not_contains, TWO, 1",
    "name, starts_with, ONE, 1",
    "name, ends_with, -THREE, 1",
    "name, =, One-three, 1",
    "name, !=, one-THREE, 2",
    "name, >, two, 1",
    "description, contains, said, 1",
    "description, not_contains, said, 2",
    "description, =, SAID, 1",
    "type, =, experiments, 1",
    "type, !=, experiments, 2",
    "type, =, Experiments, 0",
    "type, in, 'experiments,multi_project', 3",
    "type, not_in, experiments, 2",
    "type, is_empty, '', 0",
    "scope, =, workspace, 3",
    "created_by, =, admin, 3",
    "created_at, >, 2020-01-01T00:00:00Z, 3",
    "created_at, <=, 2020-01-01T00:00:00Z, 0",
    "last_updated_at, !=, 2020-01-01T00:00:00Z, 3",
    "id, contains, -7, 3"
  })
  void filtersFind(String field, String operator, String value, int found) {
    String project =
        CLIENT
            .get(DASHBOARDS + "/" + inProject("one-three", "said", "experiments"))
            .json()
            .path("project_id")
            .asString();
    inProject("two-one", null, "multi_project");
    inProject("three-two", null, "multi_project");
    ObjectNode filter = Json.MAPPER.createObjectNode().put("field", field);
    filter.put("operator", operator).put("value", value);

    JsonNode page =
        CLIENT
            .get(DASHBOARDS + "?project_id=" + project + "&filters=" + encoded("[" + filter + "]"))
            .json();

    assertThat(page.path("total").asInt()).isEqualTo(found);
    assertThat(page.path("content")).hasSize(found);
  }

  @Test
  void aProjectOfANameIsMadeOnFirstUse() {
    JsonNode made = get(VIEWS, inView());

    JsonNode project =
        CLIENT.get("/v1/private/projects/" + made.path("project_id").asString()).json();
    assertThat(project.path("name").asString()).isEqualTo(run);
  }

  @Test
  void aDeletedProjectTakesItsDashboardsAlong() {
    String dashboard = inProject("x", null, "experiments");
    String view = inView();
    String other = created(DASHBOARDS, dashboard(run));
    String project = get(VIEWS, view).path("project_id").asString();

    CLIENT.delete("/v1/private/projects/" + project);

    assertThat(CLIENT.get(DASHBOARDS + "/" + dashboard).status()).isEqualTo(404);
    assertThat(CLIENT.get(VIEWS + "/" + view).status()).isEqualTo(404);
    assertThat(CLIENT.get(DASHBOARDS + "/" + other).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"name\": \" \", \"config\": {}}', 422",
    "'{\"name\": \"x\", \"config\": {}, \"project_name\": \" \"}', 422",
    "'{\"name\": [], \"config\": {}}', 400",
    "'{\"name\": \"x\", \"config\": {}, \"project_id\": \"x\"}', 400",
    "'[]', 400"
  })
  void whatCannotBeADashboardIsRefused(String body, int status) {
    assertThat(CLIENT.post(DASHBOARDS, body).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sorting=x", "filters=x", "filters=%5B%7B%7D%5D", "page=0", "size=0"})
  void whatCannotBeAListIsRefused(String query) {
    assertThat(CLIENT.get(VIEWS + "?" + query).status()).isEqualTo(400);
  }

  private String inProject(String name, @Nullable String description, String type) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("name", name).put("type", type);
    body.put("description", description).put("project_name", run).putObject("config");
    return created(DASHBOARDS, body.toString());
  }

  private String inView() {
    return created(
        VIEWS, "{\"name\":\"%s\",\"config\":1,\"project_name\":\"%s\"}".formatted(run, run));
  }

  private int total(String path, String query) {
    return CLIENT.get(path + "?name=" + run + query).json().path("total").asInt();
  }

  private static String dashboard(String name) {
    return "{\"name\":\"%s\",\"config\":{}}".formatted(name);
  }

  private static JsonNode get(String path, String id) {
    return CLIENT.get(path + "/" + id).json();
  }

  private static String created(String path, String body) {
    Answer answer = CLIENT.post(path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String id = answer.json().path("id").asString();
    assertThat(answer.header("Location")).endsWith(path + "/" + id);
    return id;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
