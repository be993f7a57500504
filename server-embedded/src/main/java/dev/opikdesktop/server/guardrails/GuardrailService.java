package dev.opikdesktop.server.guardrails;

import dev.opikdesktop.server.entities.EntityLookup;
import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.RowBinaryWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of guardrails (Opik contract 4.7). The checks themselves are made elsewhere. */
public final class GuardrailService {
  private static final int ROW_BYTES = 512;

  private final GroupCommit commits;
  private final ProjectService projects;
  private final EntityLookup traces;
  private final Events events;

  public GuardrailService(
      Analytics analytics, ProjectService projects, EntityLookup traces, Events events) {
    this.commits = new GroupCommit(analytics, GuardrailStore.TABLE, GuardrailStore.COLUMNS);
    this.projects = projects;
    this.traces = traces;
    this.events = events;
  }

  /**
   * Keeps checks, all of them, however many there are of one trace and guardrail. Those that name
   * no project belong to the one of their trace. Returns when they are durable.
   *
   * @throws dev.opikdesktop.server.http.ApiException 400 for a trace's id that is not of version 7,
   *     404 for the id of a project that is not there
   */
  void write(Caller caller, List<GuardrailWrite> writes) {
    for (GuardrailWrite write : writes) {
      TimeOrderedIds.require("trace", write.entityId());
    }
    Instant now = Instant.now();
    Map<Named, UUID> resolved = new HashMap<>();
    Map<UUID, Set<UUID>> checked = new LinkedHashMap<>();
    RowBinaryWriter rows = new RowBinaryWriter(writes.size() * ROW_BYTES);
    for (GuardrailWrite write : writes) {
      UUID project = resolved.computeIfAbsent(Named.by(write), named -> project(caller, named));
      GuardrailStore.write(caller, project, TimeOrderedIds.next(), write, now, rows);
      checked.computeIfAbsent(project, ignored -> new LinkedHashSet<>()).add(write.entityId());
    }
    commits.commit(rows);
    checked.forEach(
        (project, ids) ->
            events.publish(new Change(Change.Entity.TRACE, project, List.copyOf(ids))));
  }

  /**
   * What decides on the project of a check.
   *
   * @param trace only where nothing else is named
   */
  private record Named(@Nullable UUID id, @Nullable String name, @Nullable UUID trace) {
    static Named by(GuardrailWrite write) {
      boolean none = write.projectId() == null && write.projectName() == null;
      return new Named(write.projectId(), write.projectName(), none ? write.entityId() : null);
    }
  }

  private UUID project(Caller caller, Named named) {
    UUID trace = named.trace;
    return trace == null
        ? projects.resolve(caller, named.id, named.name)
        : traces.project(caller, trace).orElseGet(() -> projects.resolve(caller, null));
  }
}
