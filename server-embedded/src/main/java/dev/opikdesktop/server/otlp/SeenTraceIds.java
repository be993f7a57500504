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
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Knows of nearly all traces that are not stored without asking for them. Most traces of an export
 * are new, and to look for them among the stored ones costs the engine more than half of what it
 * costs to store their spans. So the ids of a project are read once; and what is asked for counts
 * as stored from then on, because it is asked for when it is about to be.
 *
 * <p>Only where all writes come through this process. For each project one call at a time.
 */
public final class SeenTraceIds implements StoredTraceIds {
  private static final int MOST_PROJECTS = 64;

  private final TraceTableTraceIds stored;
  private final Cache<UUID, SeenTails> byProject =
      Caffeine.newBuilder().maximumSize(MOST_PROJECTS).executor(Runnable::run).build();

  /** What was stored in projects whose ids are being read. */
  private final Map<UUID, Queue<UUID>> meanwhile = new ConcurrentHashMap<>();

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
      seen = read(caller, id);
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

  private SeenTails read(Caller caller, UUID project) {
    Queue<UUID> coming = new ConcurrentLinkedQueue<>();
    meanwhile.put(project, coming);
    try {
      SeenTails seen = SeenTails.of(stored.all(caller, project, SeenTails.MOST));
      byProject.put(project, seen);
      meanwhile.remove(project, coming);
      coming.forEach(id -> seen.add(id.getLeastSignificantBits()));
      return seen;
    } finally {
      meanwhile.remove(project, coming);
    }
  }

  /** A trace may have come with an id that OTLP gave it elsewhere. */
  @Override
  public void stored(UUID project, Collection<UUID> ids) {
    Queue<UUID> coming = meanwhile.get(project);
    if (coming != null) {
      coming.addAll(ids);
    }
    SeenTails seen = byProject.getIfPresent(project);
    if (seen != null) {
      ids.forEach(id -> seen.add(id.getLeastSignificantBits()));
    }
  }
}
