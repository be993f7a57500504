package dev.opikdesktop.server.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.blobs.Blobs;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bytes that a killed process has left without a name. */
class LeftoversTest {
  @Test
  void bytesThatNothingNamesAreDeletedUnlessTheyMayBeAboutToBeNamed() {
    try (RunningServer server = RunningServer.start();
        LocalClient client = new LocalClient(server.server().restPort())) {
      String path =
          AttachedProject.FILES
              + "upload?entity_type=trace&file_name=x&entity_id="
              + TimeOrderedIds.next();
      assertThat(client.send("PUT", path, new byte[] {1}).status()).isEqualTo(204);
      Blobs blobs = server.stores().blobs();
      String leftover =
          "attachments/%s/%s/%s".formatted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
      blobs.put(leftover, "text/plain", new ByteArrayInputStream(new byte[] {1}));
      AttachmentFiles files = new AttachmentFiles(server.stores().analytics(), blobs);

      assertThat(files.deleteLeftovers(Instant.now().minus(Duration.ofHours(1)))).isZero();
      assertThat(blobs.find(leftover)).isPresent();

      assertThat(files.deleteLeftovers(Instant.now().plus(Duration.ofMinutes(1)))).isEqualTo(1);
      assertThat(blobs.find(leftover)).isEmpty();
      assertThat(blobs.list("attachments/", null, 10).blobs()).hasSize(1);
    }
  }
}
