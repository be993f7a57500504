package dev.opikdesktop.server.scores;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Keeps verdicts that came as scores in the table assertion_results. */
public final class AssertionVerdicts implements AssertionSink {
  private static final List<String> COLUMNS =
      List.of(
          "workspace_id",
          "project_id",
          "entity_type",
          "entity_id",
          "name",
          "author",
          "passed",
          "reason",
          "source",
          "created_at",
          "created_by",
          "last_updated_at",
          "last_updated_by");

  private static final int ROW_BYTES = 256;

  private final GroupCommit inserts;

  public AssertionVerdicts(Analytics analytics) {
    this.inserts = new GroupCommit(analytics, "assertion_results", COLUMNS);
  }

  @Override
  public void store(Caller caller, EntityType type, List<EntityScore> verdicts) {
    Instant now = Instant.now();
    RowBinaryWriter rows = new RowBinaryWriter(verdicts.size() * ROW_BYTES);
    for (EntityScore each : verdicts) {
      ScoreWrite score = each.score();
      rows.id(caller.workspaceId()).id(each.projectId()).uint8(type.code()).id(each.entityId());
      rows.string(score.name()).string(caller.userName());
      rows.bool(score.value().compareTo(BigDecimal.ONE) >= 0);
      rows.string(score.reason() == null ? "" : score.reason()).uint8(score.source().code());
      rows.instant9(now).string(caller.userName()).instant6(now).string(caller.userName());
    }
    inserts.commit(rows);
  }
}
