package dev.opikdesktop.server.assertions;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.scores.AssertionSink;
import dev.opikdesktop.server.scores.EntityScore;
import dev.opikdesktop.server.scores.ScoreWrite;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of assertion results (Opik contract 4.7). */
public final class AssertionService implements AssertionSink {
  private static final int ROW_BYTES = 256;

  private final GroupCommit commits;
  private final ProjectService projects;

  public AssertionService(Analytics analytics, ProjectService projects) {
    this.commits = new GroupCommit(analytics, AssertionStore.TABLE, AssertionStore.COLUMNS);
    this.projects = projects;
  }

  /**
   * Keeps verdicts; of two on one entity and assertion the last counts. Returns when they are
   * durable.
   */
  public void write(Caller caller, EntityType type, List<AssertionWrite> writes) {
    record Key(UUID project, UUID entity, String name) {}
    Map<Key, AssertionWrite> last = new LinkedHashMap<>();
    for (AssertionWrite each : writes) {
      last.put(new Key(each.projectId(), each.entityId(), each.name()), each);
    }
    Instant now = Instant.now();
    RowBinaryWriter rows = new RowBinaryWriter(last.size() * ROW_BYTES);
    last.values().forEach(each -> AssertionStore.write(caller, type, each, now, rows));
    commits.commit(rows);
  }

  /** Those that came as scores: a value of at least 1 means that the assertion held. */
  @Override
  public void store(Caller caller, EntityType type, List<EntityScore> verdicts) {
    List<AssertionWrite> writes = new ArrayList<>(verdicts.size());
    for (EntityScore each : verdicts) {
      ScoreWrite score = each.score();
      writes.add(
          new AssertionWrite(
              each.projectId(),
              each.entityId(),
              score.name(),
              score.value().compareTo(BigDecimal.ONE) >= 0,
              score.reason(),
              score.source()));
    }
    write(caller, type, writes);
  }

  /**
   * Keeps the verdicts of a batch in the projects that it names, which are created on first use. An
   * id wins over a name.
   *
   * @throws dev.opikdesktop.server.http.ApiException 400 for an id that is not of version 7, 404
   *     for the id of a project that is not there
   */
  void writeBatch(Caller caller, AssertionBatch batch) {
    record Named(@Nullable UUID id, @Nullable String name) {}
    for (AssertionBatch.Item item : batch.items()) {
      TimeOrderedIds.require(batch.type().title(), item.entityId());
    }
    Map<Named, UUID> resolved = new HashMap<>();
    List<AssertionWrite> writes = new ArrayList<>(batch.items().size());
    for (AssertionBatch.Item item : batch.items()) {
      UUID project =
          resolved.computeIfAbsent(
              new Named(item.projectId(), item.projectName()),
              named -> projects.resolve(caller, named.id(), named.name()));
      writes.add(
          new AssertionWrite(
              project, item.entityId(), item.name(), item.passed(), item.reason(), item.source()));
    }
    write(caller, batch.type(), writes);
  }
}
