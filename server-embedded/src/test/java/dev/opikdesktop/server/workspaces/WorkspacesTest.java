package dev.opikdesktop.server.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of the one workspace of a server, which no recording asks for. */
class WorkspacesTest {
  private static final RunningServer SERVER = RunningServer.shared();
  private static final LocalClient CLIENT = new LocalClient(SERVER.server().restPort());
  private static final String PATH = "/v1/private/workspaces/configurations";

  @BeforeEach
  @AfterEach
  void forget() {
    assertThat(CLIENT.delete(PATH).status()).isEqualTo(204);
  }

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void thereAreNoneUntilTheyAreSet() {
    Answer answer = CLIENT.get(PATH);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("code").asInt()).isEqualTo(404);
  }

  @Test
  void theyComeBackAsTheyWereSet() {
    String body =
        """
        {"timeout_to_mark_thread_as_inactive":"P7D","truncation_on_tables":false,\
        "color_map":{"z 'x' \\"y\\"":"#fff","a":"red"}}\
        """;
    String shown = body.replace("P7D", "PT168H");

    Answer answer = CLIENT.put(PATH, body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(shown);
    assertThat(CLIENT.get(PATH).text()).isEqualTo(shown);
  }

  @Test
  void settingThemReplacesAll() {
    CLIENT.put(
        PATH, "{\"truncation_on_tables\": true, \"timeout_to_mark_thread_as_inactive\": \"PT1H\"}");

    CLIENT.put(PATH, "{\"color_map\": {}}");

    assertThat(CLIENT.get(PATH).text()).isEqualTo("{\"color_map\":{}}");
  }

  @ParameterizedTest
  @CsvSource({
    "-PT1H, 422",
    "PT-5S, 422",
    "PT0S, 422",
    "PT0.5S, 422",
    "P7DT1S, 422",
    "PT1S, 200",
    "P7D, 200",
    "an hour, 400"
  })
  void aTimeoutIsBetweenASecondAndAWeek(String timeout, int status) {
    Answer answer =
        CLIENT.put(PATH, "{\"timeout_to_mark_thread_as_inactive\": \"%s\"}".formatted(timeout));

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void theTimeoutIsThatOfThreads() {
    WorkspaceService workspaces = new WorkspaceService(SERVER.stores().relational());
    assertThat(workspaces.threadTimeout()).isEmpty();

    CLIENT.put(PATH, "{\"timeout_to_mark_thread_as_inactive\": \"PT1M30S\"}");

    assertThat(workspaces.threadTimeout()).contains(Duration.ofSeconds(90));
  }
}
