package dev.opikdesktop.server.usage;

import dev.opikdesktop.server.usage.ProjectNames.NamedProject;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was written yesterday, a day of UTC. */
public final class UsageService {
  private final UsageStore store;
  private final ProjectNames projects;
  private final InstantSource clock;

  public UsageService(Analytics analytics, Relational relational, InstantSource clock) {
    this.store = new UsageStore(analytics);
    this.projects = new ProjectNames(relational);
    this.clock = clock;
  }

  /** Counts by workspace and user (schema BiInformation). */
  record ByUser(UUID workspaceId, String user, long count) {}

  /** Counts by workspace, project and user (schema WorkspaceProjectUserCount). */
  record ByProject(
      UUID workspaceId, UUID projectId, @Nullable String projectName, String user, long count) {}

  Map<UUID, Long> tracesByWorkspace() {
    return byWorkspace(traces());
  }

  Map<UUID, Long> spansByWorkspace() {
    return byWorkspace(spans());
  }

  List<ByUser> tracesByUser() {
    return byUser(traces());
  }

  List<ByUser> spansByUser() {
    return byUser(spans());
  }

  /** Spans of projects that were deleted since have no project's name. */
  List<ByProject> spansByProject() {
    List<UsageCount> counts = spans();
    Map<UUID, String> names =
        projects.of(counts.stream().map(UsageCount::project).distinct().toList());
    return counts.stream()
        .map(
            each ->
                new ByProject(
                    each.workspace(),
                    each.project(),
                    names.get(each.project()),
                    each.user(),
                    each.count()))
        .toList();
  }

  /** Projects by their names; unknown and deleted ones are left out. */
  List<NamedProject> projects(ProjectsRequest request) {
    return projects.find(request);
  }

  private List<UsageCount> traces() {
    return store.traces(yesterday(), today());
  }

  private List<UsageCount> spans() {
    return store.spans(yesterday(), today());
  }

  private Instant today() {
    return clock.instant().truncatedTo(ChronoUnit.DAYS);
  }

  private Instant yesterday() {
    return today().minus(Duration.ofDays(1));
  }

  private static Map<UUID, Long> byWorkspace(Collection<UsageCount> counts) {
    return counts.stream()
        .collect(
            Collectors.groupingBy(
                UsageCount::workspace,
                LinkedHashMap::new,
                Collectors.summingLong(UsageCount::count)));
  }

  private static List<ByUser> byUser(Collection<UsageCount> counts) {
    record Key(UUID workspace, String user) {}
    Map<Key, Long> sums =
        counts.stream()
            .collect(
                Collectors.groupingBy(
                    each -> new Key(each.workspace(), each.user()),
                    LinkedHashMap::new,
                    Collectors.summingLong(UsageCount::count)));
    return sums.entrySet().stream()
        .map(sum -> new ByUser(sum.getKey().workspace, sum.getKey().user, sum.getValue()))
        .toList();
  }
}
