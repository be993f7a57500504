package dev.opikdesktop.server.otlp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.analytics.Analytics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Knows of nearly all traces that are not stored without asking for them. Most traces of an export
 * are new, and to look for them among the stored ones costs the engine more than half of what it
 * costs to store their spans. So the ids of a project are read once; and what is asked for counts
 * as stored from then on, because it is asked for when it is about to be.
 *
 * <p>Only where all writes come through this process. For each project one call at a time. A trace
 * that comes in another way than over OTLP after its project's ids were read, under an id that OTLP
 * gave it elsewhere, is overlooked until the next start.
 */
public final class SeenTraceIds implements StoredTraceIds {
  private static final int MOST_PROJECTS = 64;

  private final TraceTableTraceIds stored;
  private final Cache<UUID, SeenTails> byProject =
      Caffeine.newBuilder().maximumSize(MOST_PROJECTS).executor(Runnable::run).build();

  private SeenTraceIds(TraceTableTraceIds stored) {
    this.stored = stored;
  }

  /** What is right for a store: without any memory, if others write to it too. */
  public static StoredTraceIds of(Analytics analytics, ProjectService projects) {
    TraceTableTraceIds stored = new TraceTableTraceIds(analytics, projects);
    return analytics.groupsInserts() ? new SeenTraceIds(stored) : stored;
  }

  @Override
  public List<UUID> find(
      Caller caller,
      String project,
      Collection<String> tails,
      Instant from,
      Instant to,
      boolean settled) {
    UUID id = stored.project(caller, project);
    SeenTails seen = byProject.getIfPresent(id);
    if (seen == null || seen.isFull()) {
      seen = SeenTails.of(stored.all(caller, id, SeenTails.MOST));
      byProject.put(id, seen);
    }
    List<String> possible = new ArrayList<>();
    for (String tail : tails) {
      if (!seen.add(tail)) {
        possible.add(tail);
      }
    }
    return possible.isEmpty()
        ? List.of()
        : stored.find(caller, project, possible, from, to, settled);
  }
}
