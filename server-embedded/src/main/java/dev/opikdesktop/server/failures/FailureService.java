package dev.opikdesktop.server.failures;

import dev.opikdesktop.server.entities.ProjectContents;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The rules of report failures. */
public final class FailureService implements ProjectContents {
  private final FailureStore store;

  public FailureService(Relational relational) {
    this.store = new FailureStore(relational);
  }

  /**
   * Notes a failure. The project need not be there: it may have been deleted meanwhile.
   *
   * @return its id
   */
  UUID create(Caller caller, FailureDraft.Write write) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    ReportFailure failure =
        new ReportFailure(
            TimeOrderedIds.next(),
            ReportFailure.AGENT_INSIGHTS,
            write.projectId(),
            write.reason(),
            write.detail(),
            now,
            caller.userName(),
            now,
            caller.userName());
    store.insert(caller, failure);
    return failure.id();
  }

  @Override
  public void delete(Caller caller, Collection<UUID> projects) {
    store.deleteAll(caller, projects);
  }

  long count(Caller caller, UUID project, String type) {
    return store.count(caller, project, type);
  }

  List<ReportFailure> page(Caller caller, UUID project, String type, PageRequest page) {
    return store.page(caller, project, type, page);
  }
}
