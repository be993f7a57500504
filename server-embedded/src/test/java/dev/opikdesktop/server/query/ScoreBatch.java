package dev.opikdesktop.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;

/** Scores of one project on their way to the server. */
public final class ScoreBatch {
  private final String project;
  private final ArrayNode items = Json.MAPPER.createArrayNode();

  public ScoreBatch(String project) {
    this.project = project;
  }

  /** The first value of a name is the author's alone, each other one came through a queue. */
  public void add(UUID entity, Map<String, List<BigDecimal>> scores) {
    scores.forEach(
        (name, values) -> {
          for (int i = 0; i < values.size(); i++) {
            var item = items.addObject();
            item.put("id", entity.toString()).put("project_name", project).put("source", "sdk");
            item.put("name", name).put("value", values.get(i));
            if (i > 0) {
              item.put("source_queue_id", TimeOrderedIds.next().toString());
            }
          }
        });
  }

  /** Sends them to {@code /v1/private/traces} or {@code spans}. */
  public void send(LocalClient client, String entities) {
    if (!items.isEmpty()) {
      String body = Json.MAPPER.createObjectNode().set("scores", items).toString();
      assertThat(client.put("/v1/private/" + entities + "/feedback-scores", body).status())
          .isEqualTo(204);
    }
  }
}
