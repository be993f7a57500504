package dev.opikdesktop.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ContractFileTest {
  private static final ContractFile CONTRACT = ContractFile.read();
  private static final String PROJECTS = "/v1/private/projects";

  @Test
  void anAnswerOfTheDeclaredShapeHasNoFault() {
    assertThat(faults("{'page': 1, 'size': 0, 'total': 0, 'content': [], 'sortable_by': ['id']}"))
        .isEmpty();
  }

  @Test
  void aFieldThatIsNotDeclaredIsAFault() {
    assertThat(faults("{'pages': 1}")).containsExactly("/pages is not declared");
  }

  @Test
  void aRequiredFieldThatIsMissingIsAFault() {
    assertThat(faults("{'content': [{}]}")).containsExactly("/content/0/name is missing");
  }

  @Test
  void valuesOfAnotherTypeAreFaults() {
    assertThat(
            faults(
                "{'page': 'one', 'content': [{'id': '1', 'name': 2, 'created_at': 'today',"
                    + " 'visibility': 'hidden'}]}"))
        .hasSize(5);
  }

  @Test
  void anErrorHasOneOfTheTwoShapes() {
    assertThat(CONTRACT.faults("GET", PROJECTS, 400, json("{'code': 400, 'message': 'm'}")))
        .isEmpty();
    assertThat(CONTRACT.faults("GET", PROJECTS, 422, json("{'errors': ['e']}"))).isEmpty();
    assertThat(CONTRACT.faults("GET", PROJECTS, 400, json("{'error': 'e'}"))).hasSize(1);
  }

  @Test
  void fixedWordsOfAPathGoBeforeParameters() {
    assertThat(CONTRACT.path("GET", "/v1/private/traces/stats"))
        .contains("/v1/private/traces/stats");
    assertThat(CONTRACT.path("GET", "/v1/private/traces/<a>")).contains("/v1/private/traces/{id}");
  }

  /** Those that no recording asks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/private/toggles",
        "/v1/private/auth/workspace",
        "/v1/private/workspace-permissions",
        "/v1/private/workspaces/versions",
        "/v1/private/projects",
        "/v1/private/projects?name=a&sorting=[{\"field\":\"name\",\"direction\":\"ASC\"}]"
      })
  void plainReadsAnswerInTheDeclaredShape(String address) {
    try (LocalClient client = new LocalClient(RunningServer.shared().server().restPort())) {
      Answer answer =
          client.get(
              address
                  .replace("\"", "%22")
                  .replace("{", "%7B")
                  .replace("}", "%7D")
                  .replace("[", "%5B")
                  .replace("]", "%5D"));

      assertThat(answer.status()).isEqualTo(200);
      String path = address.replaceFirst("\\?.*", "");
      assertThat(CONTRACT.faults("GET", path, 200, answer.json())).isEmpty();
    }
  }

  @Test
  void aProjectIsCreatedReadAndRetrievedInTheDeclaredShape() {
    try (LocalClient client = new LocalClient(RunningServer.shared().server().restPort())) {
      String body =
          "{\"name\": \"contract-%s\", \"description\": \"d\", \"visibility\": \"public\"}"
              .formatted(UUID.randomUUID());

      Answer created = client.post(PROJECTS, body);
      Answer retrieved = client.post(PROJECTS + "/retrieve", body);
      String id = retrieved.json().path("id").asString();
      Answer read = client.get(PROJECTS + "/" + id);

      assertThat(created.status()).isEqualTo(201);
      assertThat(created.header("Location")).endsWith(PROJECTS + "/" + id);
      assertThat(CONTRACT.faults("POST", PROJECTS + "/retrieve", 200, retrieved.json())).isEmpty();
      assertThat(CONTRACT.faults("GET", PROJECTS + "/" + id, 200, read.json())).isEmpty();
      assertThat(read.json().path("visibility").asString()).isEqualTo("public");
    }
  }

  private static List<String> faults(String page) {
    return CONTRACT.faults("GET", PROJECTS, 200, json(page));
  }

  private static JsonNode json(String text) {
    return Json.MAPPER.readTree(text.replace('\'', '"'));
  }
}
