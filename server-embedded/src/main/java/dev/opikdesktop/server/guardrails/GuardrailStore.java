package dev.opikdesktop.server.guardrails;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.json.JsonText;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryReader;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import dev.opikdesktop.storage.analytics.Statement;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table guardrails. */
public final class GuardrailStore {
  static final String TABLE = "guardrails";

  static final List<String> COLUMNS =
      List.of(
          "workspace_id",
          "project_id",
          "entity_type",
          "entity_id",
          "id",
          "secondary_id",
          "name",
          "result",
          "config",
          "details",
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by");

  private final Analytics analytics;

  public GuardrailStore(Analytics analytics) {
    this.analytics = analytics;
  }

  private record Row(UUID trace, UUID span, GuardrailCheck check) {
    static Row read(RowBinaryReader in) throws IOException {
      return new Row(
          in.id(), in.id(), new GuardrailCheck(in.string(), GuardrailResult.ofCode(in.uint8())));
    }
  }

  /**
   * What was checked of each of the given traces of which anything was, in the order of the spans.
   */
  public Map<UUID, List<GuardrailsValidation>> of(
      Caller caller, UUID project, Collection<UUID> traces) {
    Statement statement =
        Statement.of(
                """
                SELECT entity_id, secondary_id, toString(name), result
                FROM guardrails
                WHERE workspace_id = {workspace:Id}
                  AND project_id = {project:Id}
                  AND entity_type = {type:UInt8}
                  AND entity_id IN {traces:Ids}
                ORDER BY entity_id, secondary_id, created_at, name, id
                LIMIT 1 BY entity_id, id
                """)
            .with("workspace", caller.workspaceId())
            .with("project", project)
            .with("type", EntityType.TRACE.code())
            .with("traces", traces);
    Map<UUID, Map<UUID, List<GuardrailCheck>>> checks = new HashMap<>();
    analytics.stream(
        statement,
        Row::read,
        row -> {
          checks
              .computeIfAbsent(row.trace, ignored -> new LinkedHashMap<>())
              .computeIfAbsent(row.span, ignored -> new ArrayList<>())
              .add(row.check);
          return true;
        });
    Map<UUID, List<GuardrailsValidation>> validations = HashMap.newHashMap(checks.size());
    checks.forEach(
        (trace, bySpan) -> {
          List<GuardrailsValidation> own = new ArrayList<>(bySpan.size());
          bySpan.forEach((span, ofSpan) -> own.add(new GuardrailsValidation(span, ofSpan)));
          validations.put(trace, own);
        });
    return validations;
  }

  static void write(
      Caller caller,
      UUID project,
      UUID id,
      GuardrailWrite write,
      Instant now,
      RowBinaryWriter out) {
    out.id(caller.workspaceId()).id(project).uint8(EntityType.TRACE.code()).id(write.entityId());
    out.id(id).id(write.secondaryId()).string(write.name().name()).uint8(write.result().code());
    json(write.config(), out);
    json(write.details(), out);
    out.instant9(now).string(caller.userName()).instant6(now).string(caller.userName());
  }

  private static void json(JsonText value, RowBinaryWriter out) {
    out.bytes(value.array(), value.from(), value.length());
  }
}
