package dev.opikdesktop.server.projects;

import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.ingest.VersionedRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells whom it concerns that rows were written: the projects' last activity, and the listeners.
 */
public final class CommittedWrites {
  private final ProjectActivity activity;
  private final Events events;

  public CommittedWrites(ProjectActivity activity, Events events) {
    this.activity = activity;
    this.events = events;
  }

  /** To be called after the commit. */
  public void announce(Change.Entity entity, Collection<? extends VersionedRow> rows) {
    Map<UUID, List<UUID>> byProject = new LinkedHashMap<>();
    for (VersionedRow row : rows) {
      byProject.computeIfAbsent(row.projectId(), ignored -> new ArrayList<>()).add(row.id());
    }
    byProject.forEach(
        (project, ids) -> {
          activity.touched(project);
          events.publish(new Change(entity, project, ids));
        });
  }
}
