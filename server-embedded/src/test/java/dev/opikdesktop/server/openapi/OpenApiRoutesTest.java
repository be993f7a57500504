package dev.opikdesktop.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.HttpServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.http.ServedOperation;
import dev.opikdesktop.server.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiRoutesTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final LocalClient CLIENT = new LocalClient(SERVER.server().restPort());
  private static final JsonNode DOCUMENT = CLIENT.get("/openapi.json").json();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void theDocumentIsOpenApiAndSaysWhoseItIs() {
    Answer answer = CLIENT.get("/api/openapi.json");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(DOCUMENT.get("openapi").asString()).isEqualTo("3.1.0");
    assertThat(DOCUMENT.at("/info/title").asString()).isEqualTo("Opik Desktop");
    assertThat(DOCUMENT.at("/servers/0/url").asString()).isEqualTo("/api");
  }

  @Test
  void everyRouteOfTheApiIsDescribedAndNothingElseIs() {
    Set<String> served =
        SERVER.server().operations().stream()
            .filter(each -> !each.path().contains("{workspace}"))
            .map(each -> each.method() + " " + each.path().replaceAll("\\{[^}]+}", "{}"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described()).containsExactlyInAnyOrderElementsOf(served);
  }

  @Test
  void everyOperationOfOurOwnIsServed() throws IOException {
    try (InputStream file = OpenApiDocument.class.getResourceAsStream("opik-desktop-api.json")) {
      for (JsonNode each : Json.MAPPER.readTree(file).get("operations")) {
        assertThat(described())
            .contains(
                each.get("method").asString()
                    + " "
                    + each.get("path").asString().replaceAll("\\{[^}]+}", "{}"));
      }
    }
  }

  @Test
  void everyReferenceLeadsToSomethingAndEverySchemaIsReferredTo() {
    Set<String> references = new TreeSet<>();
    references(DOCUMENT, references);

    for (String reference : references) {
      assertThat(DOCUMENT.at(reference.substring(1)).isObject()).as(reference).isTrue();
    }
    assertThat(references)
        .containsAll(
            DOCUMENT.at("/components/schemas").propertyNames().stream()
                .map(name -> "#/components/schemas/" + name)
                .toList());
  }

  @Test
  void anErrorHasOneOfTwoShapes() {
    assertThat(DOCUMENT.at("/components/schemas/Error/oneOf")).hasSize(2);
    assertThat(DOCUMENT.at("/components/schemas/CodedError/required").toString())
        .isEqualTo("[\"code\",\"message\"]");
    assertThat(DOCUMENT.at("/components/schemas/ErrorList/required").toString())
        .isEqualTo("[\"errors\"]");
    for (JsonNode operation : operations()) {
      assertThat(operation.at("/responses/default").isObject()).isTrue();
    }
  }

  @Test
  void anOperationHasItsParametersItsBodyAndItsAnswers() {
    JsonNode patch = operation("/v1/private/projects/{id}", "patch");
    JsonNode list = operation("/v1/private/projects", "get");

    assertThat(patch.at("/parameters/0").toString())
        .isEqualTo(
            "{\"name\":\"id\",\"in\":\"path\",\"required\":true,"
                + "\"schema\":{\"type\":\"string\",\"format\":\"uuid\"}}");
    assertThat(patch.at("/requestBody/content/application~1json/schema/$ref").asString())
        .isEqualTo("#/components/schemas/ProjectUpdate");
    assertThat(patch.at("/responses/204/description").asString()).isEqualTo("No Content");
    assertThat(patch.at("/responses/422/$ref").asString())
        .isEqualTo("#/components/responses/Error");
    assertThat(list.at("/parameters/0/schema").toString())
        .isEqualTo("{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":1,\"default\":1}");
    assertThat(DOCUMENT.at("/components/schemas/ProjectPage_Public/properties/sortable_by/type"))
        .isEqualTo(Json.MAPPER.getNodeFactory().stringNode("array"));
  }

  @Test
  void whatOurServerTakesBesidesIsAmongWhatOpikTakes() {
    assertThat(operation("/v1/private/spans", "get").get("parameters"))
        .extracting(parameter -> parameter.get("name").asString())
        .contains("filters", "oql");
    assertThat(DOCUMENT.at("/components/schemas/KpiCardRequest/properties").propertyNames())
        .contains("filters", "oql");
  }

  @Test
  void operationIdsAreUnique() {
    assertThat(operations())
        .extracting(operation -> operation.get("operationId").asString())
        .doesNotHaveDuplicates();
  }

  /** Nothing is read from the files before somebody asks: a start takes no longer for it. */
  @Test
  void theDocumentIsMadeOfWhatIsServedWhenItIsAskedFor() {
    List<ServedOperation> served = new ArrayList<>();
    try (HttpServer server =
            HttpServer.builder().port(0).api(List.of(new OpenApiRoutes(() -> served))).start();
        LocalClient client = new LocalClient(server.restPort())) {
      served.add(new ServedOperation("GET", "/v1/private/projects/{any}"));

      JsonNode paths = client.get("/openapi.json").json().get("paths");

      assertThat(paths.propertyNames()).containsExactly("/v1/private/projects/{id}");
    }
  }

  private static Set<String> described() {
    Set<String> described = new TreeSet<>();
    DOCUMENT
        .get("paths")
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            described.add(
                                method.toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey().replaceAll("\\{[^}]+}", "{}"))));
    return described;
  }

  private static List<JsonNode> operations() {
    List<JsonNode> operations = new ArrayList<>();
    DOCUMENT.get("paths").forEach(path -> path.forEach(operations::add));
    return operations;
  }

  private static JsonNode operation(String path, String method) {
    return DOCUMENT.get("paths").get(path).get(method);
  }

  private static void references(JsonNode node, Set<String> found) {
    if (node.isObject() && node.has("$ref")) {
      found.add(node.get("$ref").asString());
    }
    if (node.isObject() && node.has("discriminator")) {
      node.at("/discriminator/mapping").forEach(each -> found.add(each.asString()));
    }
    node.forEach(each -> references(each, found));
  }
}
