package dev.opikdesktop.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.json.Json;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A project of one test, with traces, spans and scores whose numbers are known. */
final class MeasuredProject implements AutoCloseable {
  /** A Thursday. */
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final String name = "measured-" + UUID.randomUUID();
  final UUID id;
  final LocalClient client = new LocalClient(RunningServer.shared().server().restPort());

  MeasuredProject() {
    String location =
        client.post("/v1/private/projects", "{\"name\": \"" + name + "\"}").header("Location");
    id = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
  }

  /** An id of that time. */
  static UUID idAt(Instant time) {
    UUID random = UUID.randomUUID();
    return new UUID(
        time.toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff,
        random.getLeastSignificantBits());
  }

  /**
   * Stores a trace.
   *
   * @param at the time in its id and its start
   * @param millis how long it took; negative for one that has not ended
   * @param more further fields as JSON with single quotes, without braces
   */
  UUID trace(Instant at, long millis, String more) {
    return store("traces", at, millis, more);
  }

  /** Stores a span of a trace, as {@link #trace} does. */
  UUID span(UUID trace, Instant at, long millis, String more) {
    String own = "'trace_id': '" + trace + "'";
    return store("spans", at, millis, more.isEmpty() ? own : own + ", " + more);
  }

  private UUID store(String list, Instant at, long millis, String more) {
    UUID entity = idAt(at);
    ObjectNode row = Json.MAPPER.readTree("{" + more.replace('\'', '"') + "}").asObject();
    row.put("id", entity.toString()).put("project_name", name).put("start_time", at.toString());
    if (millis >= 0) {
      row.put("end_time", at.plusMillis(millis).toString());
    }
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putArray(list).add(row);
    Answer answer = client.post("/v1/private/" + list + "/batch", body.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    return entity;
  }

  /** What somebody says of an entity. */
  void score(EntityType type, UUID entity, String scoreName, String author, String value) {
    BigDecimal scored = new BigDecimal(value);
    Instant now = Instant.now();
    RunningServer.shared()
        .stores()
        .analytics()
        .insert(
            "feedback_scores",
            List.of(
                "workspace_id",
                "project_id",
                "entity_type",
                "entity_id",
                "name",
                "author",
                "source_queue_id",
                "value",
                "category_name",
                "reason",
                "source",
                "created_at",
                "created_by",
                "last_updated_at",
                "last_updated_by"),
            rows ->
                rows.id(Caller.LOCAL.workspaceId())
                    .id(id)
                    .uint8(type.code())
                    .id(entity)
                    .string(scoreName)
                    .string(author)
                    .id(new UUID(0, 0))
                    .int64(scored.movePointRight(9).longValueExact())
                    .string("")
                    .string("")
                    .uint8(1)
                    .instant9(now)
                    .string(author)
                    .instant6(now)
                    .string(author));
  }

  JsonNode get(String path) {
    Answer answer = client.get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** The statistics of a door, each as "name value". */
  List<String> stats(String door, String query) {
    List<String> shown = new ArrayList<>();
    get("/v1/private/" + door + "/stats?project_id=" + id + query)
        .get("stats")
        .forEach(stat -> shown.add(stat.get("name").asString() + " " + shown(stat.get("value"))));
    return shown;
  }

  /** A number without needless digits, percentiles with slashes between. */
  static String shown(JsonNode value) {
    if (value.isObject()) {
      return shown(value.get("p50"))
          + "/"
          + shown(value.get("p90"))
          + "/"
          + shown(value.get("p99"));
    }
    return value.isNull() ? "null" : value.decimalValue().stripTrailingZeros().toPlainString();
  }

  /** A query with one filter. */
  static String filter(String field, String operator, String value) {
    String filter =
        Json.MAPPER
            .createArrayNode()
            .add(
                Json.MAPPER
                    .createObjectNode()
                    .put("field", field)
                    .put("operator", operator)
                    .put("value", value))
            .toString();
    return "&filters=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
