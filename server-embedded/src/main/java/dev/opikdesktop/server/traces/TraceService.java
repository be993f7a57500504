package dev.opikdesktop.server.traces;

import dev.opikdesktop.server.attachments.Extraction;
import dev.opikdesktop.server.attachments.Injection;
import dev.opikdesktop.server.attachments.PayloadFiles;
import dev.opikdesktop.server.deletes.Cascade;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Entries;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.ingest.CreateBatch;
import dev.opikdesktop.server.ingest.Deletions;
import dev.opikdesktop.server.ingest.GroupCommit;
import dev.opikdesktop.server.ingest.Patches;
import dev.opikdesktop.server.ingest.Upserts;
import dev.opikdesktop.server.projects.CommittedWrites;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.query.SearchBody;
import dev.opikdesktop.server.queues.HoldingQueues;
import dev.opikdesktop.server.records.Restored;
import dev.opikdesktop.server.traces.TraceListener.WrittenTrace;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.coordination.Coordination;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of traces (Opik contract 2.1 to 2.9). */
public final class TraceService {
  private final TraceStore store;
  private final Upserts<TraceRow> upserts;
  private final ProjectService projects;
  private final Cascade cascade;
  private final PayloadFiles files;
  private final CommittedWrites news;
  private final TraceListener listener;

  public TraceService(
      Analytics analytics,
      Coordination coordination,
      ProjectService projects,
      Deletions deletions,
      Cascade cascade,
      PayloadFiles files,
      CommittedWrites news,
      TraceListener listener,
      HoldingQueues queues) {
    this.store = new TraceStore(analytics, queues);
    this.upserts =
        new Upserts<>(
            TraceRows.TABLE,
            new TraceRows(analytics),
            new GroupCommit(analytics, TraceRows.TABLE, TraceRows.COLUMNS),
            coordination,
            deletions);
    this.projects = projects;
    this.cascade = cascade;
    this.files = files;
    this.news = news;
    this.listener = listener;
  }

  /**
   * Creates one trace, or completes one that was patched before.
   *
   * @return its id
   * @throws ApiException 409 when it is there already, or in another project
   */
  UUID create(Caller caller, TraceWrite write) {
    TraceRow sent = row(caller, write, Instant.now());
    try (Extraction extraction =
        files.extraction(caller, EntityType.TRACE, List.of(sent), TraceRow::fields)) {
      TraceRow row = sent.with(extraction);
      extraction.commit();
      create(row);
      publish(caller, List.of(row), true);
      return row.id();
    }
  }

  private void create(TraceRow row) {
    upserts.change(
        List.of(row.id()),
        stored -> {
          TraceRow there = stored.find(row.projectId(), row.id());
          if (there == null) {
            return List.of(row);
          }
          if (!there.projectId().equals(row.projectId())) {
            throw ApiException.conflict(
                "Project name and workspace name do not match the existing trace");
          }
          if (!there.isPartial()) {
            throw ApiException.conflict("Trace already exists");
          }
          return List.of(completed(row, there));
        });
  }

  /**
   * Creates or replaces traces (Opik contract 2.6). Of several of one id that all say when they
   * were updated the last one counts, whichever project it names. Returns when they are durable.
   */
  public void upsert(Caller caller, List<TraceWrite> writes) {
    Instant now = Instant.now();
    List<TraceRow> rows = new ArrayList<>(writes.size());
    for (TraceWrite write : writes) {
      rows.add(row(caller, write, now));
    }
    publish(caller, upsert(caller, writes, rows), true);
  }

  /**
   * Writes traces as they were when they were exported. They open no thread again that was closed
   * since they first came.
   */
  void restore(Caller caller, UUID project, List<Restored<TraceWrite>> restored) {
    Instant now = Instant.now();
    List<TraceRow> rows = new ArrayList<>(restored.size());
    for (Restored<TraceWrite> each : restored) {
      TraceRow row = row(caller, project, each.write(), now);
      rows.add(row.with(each.origin().over(row.audit())));
    }
    List<TraceWrite> writes = restored.stream().map(Restored::write).toList();
    publish(caller, upsert(caller, writes, rows), false);
  }

  private Collection<TraceRow> upsert(Caller caller, List<TraceWrite> writes, List<TraceRow> rows) {
    try (Extraction extraction =
        files.extraction(caller, EntityType.TRACE, rows, TraceRow::fields)) {
      CreateBatch<TraceRow> batch = new CreateBatch<>();
      for (int i = 0; i < rows.size(); i++) {
        batch.add(rows.get(i).with(extraction), writes.get(i).lastUpdatedAt() != null);
      }
      extraction.commit();
      return batch.write(upserts);
    }
  }

  /** Changes the fields that an update sets; a trace that is not there yet begins with them. */
  void update(Caller caller, UUID id, TraceUpdate update) {
    TimeOrderedIds.require("trace", id);
    UUID project = projects.resolve(caller, update.projectId(), update.projectName());
    List<TraceRow> changed = new ArrayList<>();
    try (Extraction extraction =
        files.extraction(caller, EntityType.TRACE, List.of(id), update.fields())) {
      TraceFields fields = extraction.apply(project, id, update.fields());
      extraction.commit();
      upserts.change(
          List.of(id),
          stored -> {
            TraceRow there = stored.find(project, id);
            if (there != null && !there.projectId().equals(project)) {
              throw ApiException.conflict(
                  "Project name and workspace name do not match the existing trace");
            }
            changed.add(patched(caller, id, project, there, fields));
            return changed;
          });
      publish(caller, changed, false);
    }
  }

  /** Changes all of the given traces that are there (Opik contract 2.8). */
  void updateAll(Caller caller, TraceBatchUpdate batch) {
    TraceUpdate update = batch.update();
    List<UUID> ids = List.copyOf(new LinkedHashSet<>(batch.ids()));
    List<TraceRow> changed = new ArrayList<>();
    try (Extraction extraction = files.extraction(caller, EntityType.TRACE, ids, update.fields())) {
      upserts.change(
          ids,
          stored -> {
            for (TraceRow there : stored.newest()) {
              TraceFields fields =
                  extraction
                      .apply(there.projectId(), there.id(), update.fields())
                      .withTags(
                          TagChange.apply(
                              there.fields().tags(),
                              update.fields().tags(),
                              update.tagsToAdd(),
                              update.tagsToRemove(),
                              batch.mergeTags()));
              changed.add(patched(caller, there.id(), there.projectId(), there, fields));
            }
            extraction.commit();
            return changed;
          });
      publish(caller, changed, false);
    }
  }

  /**
   * Deletes traces with their spans and what was said of both (Opik contract 2.12). Returns when
   * that is durable and no read sees them; ids that are not there are no matter.
   *
   * @param project the only one to delete from; without it every one that has a trace of such an id
   */
  public void delete(Caller caller, Optional<UUID> project, Collection<UUID> ids) {
    Map<UUID, ? extends Collection<UUID>> places =
        project.isPresent() ? Map.of(project.get(), ids) : store.projects(caller, ids);
    places.forEach((place, traces) -> cascade.traces(caller, place, traces));
  }

  /**
   * The trace of an id.
   *
   * @throws ApiException 404
   */
  Trace get(Caller caller, UUID id) {
    return store.find(caller, id).orElseThrow(() -> ApiException.notFound("Trace", id));
  }

  /** What puts the files of a trace back into its payloads. */
  Injection files(Caller caller, Trace trace) {
    return files.injection(caller, trace.projectId(), EntityType.TRACE, trace.id());
  }

  /** The project of a trace that is there. */
  public Optional<UUID> project(Caller caller, UUID id) {
    return store.project(caller, id);
  }

  Page<Trace> page(Caller caller, TracePageQuery query) {
    return store.page(caller, query);
  }

  /** The traces of a search, newest first. */
  Entries<Trace> search(Caller caller, SearchBody search) {
    return store.search(caller, TraceSelection.of(caller, search, projects), search);
  }

  /** Whether a project has traces (Opik contract 2.9). */
  boolean exists(Caller caller, UUID project, Set<Source> sources, boolean inThread) {
    return store.exists(caller, project, sources, inThread);
  }

  private TraceRow row(Caller caller, TraceWrite write, Instant now) {
    return row(caller, projects.resolve(caller, write.projectName()), write, now);
  }

  private static TraceRow row(Caller caller, UUID project, TraceWrite write, Instant now) {
    UUID id =
        write.id() == null ? TimeOrderedIds.next() : TimeOrderedIds.require("trace", write.id());
    Instant version =
        (write.lastUpdatedAt() == null ? now : write.lastUpdatedAt())
            .truncatedTo(ChronoUnit.MICROS);
    TraceFields fields =
        new TraceFields(
            write.name(),
            write.endTime(),
            write.input(),
            write.output(),
            write.metadata(),
            write.tags(),
            write.errorInfo(),
            write.threadId(),
            write.ttft(),
            write.source(),
            write.environment());
    return new TraceRow(
        caller.workspaceId(),
        project,
        id,
        write.startTime(),
        fields,
        new Audit(now, caller.userName(), version, caller.userName()),
        version,
        Patches.none(TraceField.class));
  }

  /** A single create over a row that only patches made: whatever was patched stays. */
  private static TraceRow completed(TraceRow create, TraceRow partial) {
    Instant beforePatches = partial.patches().beforeAll(create.createVersion());
    Instant version = Upserts.versionAfter(partial, create.audit().lastUpdatedAt());
    Audit first = partial.audit();
    return create
        .createdAt(beforePatches)
        .over(
            partial,
            new Audit(
                first.createdAt(), first.createdBy(), version, create.audit().lastUpdatedBy()));
  }

  private static TraceRow patched(
      Caller caller, UUID id, UUID project, @Nullable TraceRow there, TraceFields fields) {
    Instant now = Instant.now();
    Instant version = Upserts.versionAfter(there, now);
    if (there == null) {
      Audit audit = new Audit(now, caller.userName(), version, caller.userName());
      return new TraceRow(
              caller.workspaceId(),
              project,
              id,
              Instant.EPOCH,
              TraceFields.NONE,
              audit,
              Instant.EPOCH,
              Patches.none(TraceField.class))
          .patched(fields, audit);
    }
    Audit was = there.audit();
    return there.patched(
        fields, new Audit(was.createdAt(), was.createdBy(), version, caller.userName()));
  }

  private void publish(Caller caller, Collection<TraceRow> rows, boolean areCreates) {
    news.announce(Change.Entity.TRACE, rows);
    listener.written(
        caller,
        rows.stream()
            .map(
                row ->
                    new WrittenTrace(row.projectId(), row.id(), threadOf(row.fields()), areCreates))
            .toList());
  }

  private static String threadOf(TraceFields fields) {
    return fields.threadId() == null ? "" : fields.threadId();
  }
}
