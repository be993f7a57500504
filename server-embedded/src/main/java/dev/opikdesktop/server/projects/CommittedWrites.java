package dev.opikdesktop.server.projects;

import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.ingest.VersionedRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells whom it concerns that rows were written: the projects' last activity, the list of
 * environments, and the listeners.
 */
public final class CommittedWrites {
  private final ProjectActivity activity;
  private final Events events;
  private final Consumer<Set<String>> environments;
  private final BiConsumer<UUID, List<UUID>> traces;

  /**
   * With those to tell.
   *
   * @param environments takes the names of environments in what was written
   * @param traces takes the ids of traces in a project
   */
  public CommittedWrites(
      ProjectActivity activity,
      Events events,
      Consumer<Set<String>> environments,
      BiConsumer<UUID, List<UUID>> traces) {
    this.activity = activity;
    this.events = events;
    this.environments = environments;
    this.traces = traces;
  }

  /** To be called after the commit. */
  public void announce(Change.Entity entity, Collection<? extends VersionedRow> rows) {
    Map<UUID, List<UUID>> byProject = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (VersionedRow row : rows) {
      if (row.environment() != null) {
        names.add(row.environment());
      }
      byProject.computeIfAbsent(row.projectId(), ignored -> new ArrayList<>()).add(row.id());
    }
    environments.accept(names);
    byProject.forEach(
        (project, ids) -> {
          activity.touched(project);
          if (entity == Change.Entity.TRACE) {
            traces.accept(project, ids);
          }
          events.publish(new Change(entity, project, ids));
        });
  }
}
