package dev.opikdesktop.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
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
    assertThat(faults("{'pages': 1}")).singleElement().asString().contains("pages");
  }

  @Test
  void aRequiredFieldThatIsMissingIsAFault() {
    assertThat(faults("{'content': [{}]}"))
        .singleElement()
        .asString()
        .startsWith("/content/0 ")
        .contains("'name'");
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

  private static List<String> faults(String page) {
    return CONTRACT.faults("GET", PROJECTS, 200, json(page));
  }

  private static JsonNode json(String text) {
    return Json.MAPPER.readTree(text.replace('\'', '"'));
  }
}
