package dev.opikdesktop.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.json.Json;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ComparisonTest {
  private static final String ID = "01a20816-494b-7a37-a968-0c1d2c665b13";
  private static final String OTHER_ID = "01a20816-494b-7a37-a968-0c1d2c665b14";

  private final Notation notation =
      new Notation("http://127.0.0.1:1", Instant.parse("2026-11-23T11:00:00Z"), "777");

  @Test
  void tokensStandForWhatTheyMean() {
    notation.bind("a", ID);

    assertThat(
            differences(
                "{'id': '<a>', 'start': '<T0+5.25s>', 'made': '<time>', 'day': '<day-1>',"
                    + " 'name': 'p-RUN', 'at': '<base>/v1/<a>', 'message': '<text>'}",
                "{'id': '%s', 'start': '2026-11-23T11:00:05.250Z', 'made': '2020-01-01T00:00:00Z',"
                        .formatted(ID)
                    + " 'day': '2026-11-22T00:00:00Z', 'name': 'p-777',"
                    + " 'at': 'http://127.0.0.1:1/v1/%s', 'message': 'sorry'}".formatted(ID)))
        .isEmpty();
  }

  @Test
  void placesThatDifferAreNamed() {
    notation.bind("a", ID);

    assertThat(
            differences(
                "{'id': '<a>', 'start': '<T0+5s>', 'made': '<time>', 'n': {'m': [1, 2]}}",
                "{'id': '%s', 'start': '2026-11-23T11:00:06Z', 'n': {'m': [1, 3]}, 'more': 1}"
                    .formatted(OTHER_ID)))
        .containsExactlyInAnyOrder("/id", "/start", "/made", "/n/m/1", "/more");
  }

  @Test
  void idsOfTheServerAreLearntAndThenHeldTo() {
    assertThat(differences("['<id:1>', '<id:1>']", "['%s', '%s']".formatted(ID, ID))).isEmpty();
    assertThat(differences("'<id:1>'", "'%s'".formatted(OTHER_ID))).containsExactly("");
    assertThat(differences("'<id:2>'", "'%s'".formatted(ID))).containsExactly("");
  }

  @Test
  void listsAreOrderedUnlessTheirOrderIsNotFixed() {
    assertThat(differences("{'tags': ['a', 'b']}", "{'tags': ['b', 'a']}")).isEmpty();
    assertThat(differences("{'tags': ['a', 'a']}", "{'tags': ['b', 'a']}"))
        .containsExactly("/tags");
    assertThat(differences("{'names': ['a', 'b']}", "{'names': ['b', 'a']}"))
        .containsExactly("/names/0", "/names/1");
  }

  @Test
  void numbersAgreeToNineSignificantDigits() {
    assertThat(differences("[0.333333333, 8000]", "[0.33333333333, 8000.0]")).isEmpty();
    assertThat(differences("[0.333333333]", "[0.333333334]")).containsExactly("/0");
  }

  @Test
  void placesInAListBeginInItsContent() {
    assertThat(
            differences(
                "{'content': [{'n': 1}], 'total': 1}", "{'content': [{'n': 2}], 'total': 2}"))
        .containsExactlyInAnyOrder("/0/n", "/total");
  }

  @Test
  void ofAListOfTheWholeWorkspaceOnlyTheScenariosOwnEntriesCount() {
    assertThat(
            differences(
                "{'content': [{'n': 1}, {'n': 3}], 'size': 2, 'total': '<n>'}",
                "{'content': [{'n': 1}, {'n': 2}, {'n': 3}], 'size': 3, 'total': 3}"))
        .isEmpty();
    assertThat(
            differences(
                "{'content': [{'n': 1}, {'n': 3}], 'size': 2, 'total': '<n>'}",
                "{'content': [{'n': 3}, {'n': 1}], 'size': 2, 'total': 2}"))
        .isNotEmpty();
  }

  @Test
  void aShortenedTextIsHeldToItsLengthAndHash() {
    String recorded = "'%s<… 12000 characters, sha1 1b24b3d51b>'".formatted("y".repeat(120));

    assertThat(differences(recorded, "'" + "y".repeat(12_000) + "'")).isEmpty();
    assertThat(differences(recorded, "'" + "z".repeat(12_000) + "'")).containsExactly("");
    assertThat(notation.filled("yyy<… 12000 characters, sha1 1b24b3d51b>"))
        .isEqualTo("y".repeat(12_000));
  }

  private Set<String> differences(String recorded, String ours) {
    return Comparison.differences(notation, json(recorded), json(ours));
  }

  private static JsonNode json(String text) {
    return Json.MAPPER.readTree(text.replace('\'', '"'));
  }
}
