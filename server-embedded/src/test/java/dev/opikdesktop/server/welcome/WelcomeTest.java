package dev.opikdesktop.server.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WelcomeTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String PATH = "/v1/private/welcome-wizard";

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void itIsCompletedOnceSomethingWasSubmittedAndCanBeSubmittedAgain() {
    String body =
        """
        {"role": "'researcher' \uD83D\uDE00", "integrations": ["langchain", "\\"x\\""],
         "email": "somebody@example.org", "join_beta_program": true}
        """;

    assertThat(CLIENT.post(PATH, body).status()).isEqualTo(204);
    assertThat(CLIENT.post(PATH, "{}").status()).isEqualTo(204);

    assertThat(CLIENT.get(PATH).text()).isEqualTo("{\"completed\":true}");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"email\": \"nobody\"}', 422",
    "'{\"email\": \"a b@c\"}', 422",
    "'{\"integrations\": {}}', 400",
    "'{\"join_beta_program\": []}', 400",
    "'[]', 400"
  })
  void whatIsNoSubmissionIsRefused(String body, int status) {
    assertThat(CLIENT.post(PATH, body).status()).isEqualTo(status);
  }

  @Test
  void aRoleHasAtMostAHundredCharacters() {
    assertThat(CLIENT.post(PATH, "{\"role\": \"" + "x".repeat(100) + "\"}").status())
        .isEqualTo(204);
    assertThat(CLIENT.post(PATH, "{\"role\": \"" + "x".repeat(101) + "\"}").status())
        .isEqualTo(422);
  }
}
