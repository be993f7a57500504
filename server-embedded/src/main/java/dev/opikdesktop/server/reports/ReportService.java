package dev.opikdesktop.server.reports;

import dev.opikdesktop.server.entities.ProjectContents;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The rules of reports. No assistant is part of this server: whoever writes a report asks for one,
 * and says later what came of it.
 */
public final class ReportService implements ProjectContents {
  /** Nobody writes a report for so long: its writer is gone. */
  private static final Duration LONGEST_WRITING = Duration.ofMinutes(15);

  private final ReportStore store;
  private final ProjectService projects;
  private final InstantSource clock;

  public ReportService(Relational relational, ProjectService projects, InstantSource clock) {
    this.store = new ReportStore(relational);
    this.projects = projects;
    this.clock = clock;
  }

  /**
   * Begins a report on a project.
   *
   * @return its id
   * @throws ApiException 404 for a project that is not there
   */
  UUID begin(Caller caller, UUID project) {
    require(caller, project);
    UUID id = TimeOrderedIds.next();
    store.insert(caller, project, id, now());
    return id;
  }

  /**
   * Ends a report.
   *
   * @throws ApiException 404
   */
  void complete(Caller caller, UUID project, UUID id, CompletionDraft.Write write) {
    if (!store.complete(caller, project, id, write, now())) {
      throw ApiException.notFound("Report", id);
    }
  }

  /** A page of the reports on a project; those that nobody ended in time have failed. */
  List<Report> page(Caller caller, UUID project, PageRequest page) {
    Instant now = now();
    store.failOlder(caller, project, now.minus(LONGEST_WRITING), now);
    return store.page(caller, project, page);
  }

  long count(Caller caller, UUID project) {
    return store.count(caller, project);
  }

  ReportPreference preference(Caller caller, UUID project) {
    return store.preference(caller, project).orElseGet(() -> ReportPreference.ofNothing(project));
  }

  /**
   * Sets what a preference says and leaves the rest.
   *
   * @return all of it
   * @throws ApiException 404 for a project that is not there
   */
  ReportPreference prefer(Caller caller, UUID project, PreferenceDraft.Write write) {
    require(caller, project);
    store.prefer(caller, project, write, now());
    return preference(caller, project);
  }

  @Override
  public void delete(Caller caller, Collection<UUID> projects) {
    store.deleteAll(caller, projects);
  }

  private void require(Caller caller, UUID project) {
    if (projects.name(caller, project).isEmpty()) {
      throw ApiException.notFound("Project", project);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
