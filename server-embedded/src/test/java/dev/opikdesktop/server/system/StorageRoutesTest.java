package dev.opikdesktop.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StorageRoutesTest {
  @Test
  void whatTakesRoomIsSaidByFolderAndByProject() {
    String project = "storage-" + UUID.randomUUID();
    try (LocalClient client = new LocalClient(RunningServer.shared().server().restPort())) {
      client.post(
          "/v1/private/traces",
          """
          {"id": "%s", "project_name": "%s", "start_time": "2026-11-23T11:00:00Z"}
          """
              .formatted(TimeOrderedIds.next(), project));

      JsonNode use = client.get("/v1/private/opik-desktop/storage").json();

      assertThat(use.path("parts").findValuesAsString("name"))
          .containsExactly(
              "backups", "blobs", "engine", "logs", "relational", "write-ahead", "other");
      assertThat(use.path("free_bytes").asLong()).isPositive();
      assertThat(use.has("most_bytes")).isFalse();
      JsonNode own =
          use.path("projects")
              .valueStream()
              .filter(each -> each.path("name").asString("").equals(project))
              .findFirst()
              .orElseThrow();
      assertThat(own.path("traces").asLong()).isEqualTo(1);
      assertThat(own.path("spans").asLong()).isZero();
    }
  }
}
