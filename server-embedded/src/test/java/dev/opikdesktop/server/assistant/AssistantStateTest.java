package dev.opikdesktop.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AssistantStateTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String PATH = "/v1/private/ollie/state";

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void aStateIsKeptReplacedAndDeleted() {
    byte[] first = archive(1, 1_000_000);
    byte[] second = archive(2, 10);

    assertThat(put(first).status()).isEqualTo(204);
    Answer answer = CLIENT.get(PATH);
    assertThat(answer.bytes()).isEqualTo(first);
    assertThat(answer.header("Content-Type")).isEqualTo("application/gzip");
    assertThat(put(second).status()).isEqualTo(204);
    assertThat(CLIENT.get(PATH).bytes()).isEqualTo(second);
    assertThat(CLIENT.delete(PATH).status()).isEqualTo(204);
    assertThat(CLIENT.get(PATH).status()).isEqualTo(404);
    assertThat(CLIENT.delete(PATH).status()).isEqualTo(204);
  }

  @Test
  void whatIsNoArchiveIsRefused() {
    assertThat(put("{}".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
    assertThat(put(new byte[0]).status()).isEqualTo(400);
    assertThat(put(new byte[] {0x1f}).status()).isEqualTo(400);
  }

  @Test
  void aStateHasAtMostFiftyMebibytes() {
    byte[] most = new byte[50 << 20];
    most[0] = 0x1f;
    most[1] = (byte) 0x8b;
    byte[] more = new byte[most.length + 1];
    System.arraycopy(most, 0, more, 0, most.length);

    assertThat(put(more).status()).isEqualTo(400);
    assertThat(put(most).status()).isEqualTo(204);
  }

  private static Answer put(byte[] body) {
    return CLIENT.send("PUT", PATH, body, "Content-Type", "application/gzip");
  }

  private static byte[] archive(int seed, int size) {
    byte[] plain = new byte[size];
    new Random(seed).nextBytes(plain);
    return LocalClient.gzip(plain);
  }
}
