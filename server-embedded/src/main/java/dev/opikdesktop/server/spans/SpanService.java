package dev.opikdesktop.server.spans;

import dev.opikdesktop.server.attachments.Extraction;
import dev.opikdesktop.server.attachments.Injection;
import dev.opikdesktop.server.attachments.PayloadFiles;
import dev.opikdesktop.server.costs.CostCalculator;
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
import dev.opikdesktop.server.ingest.Throughput;
import dev.opikdesktop.server.ingest.Upserts;
import dev.opikdesktop.server.projects.CommittedWrites;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.query.SearchBody;
import dev.opikdesktop.server.records.Restored;
import dev.opikdesktop.server.traces.Source;
import dev.opikdesktop.server.traces.TagChange;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.coordination.Coordination;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of spans (Opik contract 2.1 to 2.11). */
public final class SpanService {
  private final SpanStore store;
  private final SpanCosts costs;
  private final SpanCostService recomputations;
  private final Upserts<SpanRow> upserts;
  private final ProjectService projects;
  private final PayloadFiles files;
  private final CommittedWrites news;
  private final Throughput throughput;

  public SpanService(
      Analytics analytics,
      Coordination coordination,
      ProjectService projects,
      Deletions deletions,
      PayloadFiles files,
      CostCalculator calculator,
      Throughput throughput,
      CommittedWrites news) {
    this.store = new SpanStore(analytics);
    this.costs = new SpanCosts(calculator);
    this.upserts =
        new Upserts<>(
            SpanRows.TABLE,
            new SpanRows(analytics, costs),
            new GroupCommit(analytics, SpanRows.TABLE, SpanRows.COLUMNS),
            coordination,
            deletions);
    this.projects = projects;
    this.files = files;
    this.throughput = throughput;
    this.news = news;
    this.recomputations = new SpanCostService(analytics, costs, upserts, projects, news);
  }

  /** See {@link SpanCostService#recompute}. */
  Recomputation recomputeCosts(Caller caller, UUID project) {
    return recomputations.recompute(caller, project);
  }

  /**
   * Creates one span, or completes one that was patched before. One that is there already stays as
   * it is.
   *
   * @return its id
   * @throws ApiException 409 when a patched one lies in another project or trace
   */
  UUID create(Caller caller, SpanWrite write) {
    SpanRow sent = row(caller, write, Instant.now());
    try (Extraction extraction =
        files.extraction(caller, EntityType.SPAN, List.of(sent), SpanRow::fields)) {
      SpanRow row = sent.with(extraction);
      extraction.commit();
      publish(created(row));
      return row.id();
    }
  }

  private List<SpanRow> created(SpanRow row) {
    List<SpanRow> changed = new ArrayList<>();
    upserts.change(
        List.of(row.id()),
        stored -> {
          SpanRow there = stored.find(row.projectId(), row.id());
          if (there == null) {
            changed.add(row);
          } else if (there.isPartial()) {
            requireSamePlace(there, row.projectId(), row.traceId());
            UUID parent = there.parentSpanId();
            if (parent != null && !parent.equals(row.parentSpanId())) {
              throw ApiException.conflict("parent_span_id does not match the existing span");
            }
            changed.add(completed(row, there));
          }
          return changed;
        });
    return changed;
  }

  /**
   * Creates or replaces spans (Opik contract 2.6). Of several of one id that all say when they were
   * updated the last one counts, whichever project it names. Returns when they are durable.
   */
  public void upsert(Caller caller, List<SpanWrite> writes) {
    Instant now = Instant.now();
    List<SpanRow> rows = new ArrayList<>(writes.size());
    for (SpanWrite write : writes) {
      rows.add(row(caller, write, now));
    }
    publish(upsert(caller, writes, rows));
  }

  /** Writes spans as they were when they were exported, with the costs that they had. */
  void restore(Caller caller, UUID project, List<Restored<SpanRecordDraft.Write>> restored) {
    Instant now = Instant.now();
    List<SpanWrite> writes = new ArrayList<>(restored.size());
    List<SpanRow> rows = new ArrayList<>(restored.size());
    for (Restored<SpanRecordDraft.Write> each : restored) {
      SpanWrite write = each.write().span();
      SpanRow row = row(caller, project, write, now);
      BigDecimal cost = write.totalEstimatedCost();
      writes.add(write);
      rows.add(
          (each.write().isEstimated() && cost != null
                  ? row.withCost(new SpanCost(cost, false))
                  : row)
              .with(each.origin().over(row.audit())));
    }
    publish(upsert(caller, writes, rows));
  }

  private Collection<SpanRow> upsert(Caller caller, List<SpanWrite> writes, List<SpanRow> rows) {
    try (Extraction extraction = files.extraction(caller, EntityType.SPAN, rows, SpanRow::fields)) {
      CreateBatch<SpanRow> batch = new CreateBatch<>();
      for (int i = 0; i < rows.size(); i++) {
        batch.add(rows.get(i).with(extraction), writes.get(i).lastUpdatedAt() != null);
      }
      extraction.commit();
      return batch.write(upserts);
    }
  }

  /** Changes the fields that an update sets; a span that is not there yet begins with them. */
  void update(Caller caller, UUID id, SpanUpdate update) {
    TimeOrderedIds.require("span", id);
    UUID project = projects.resolve(caller, update.projectId(), update.projectName());
    List<SpanRow> changed = new ArrayList<>();
    try (Extraction extraction =
        files.extraction(caller, EntityType.SPAN, List.of(id), update.fields())) {
      SpanFields fields = extraction.apply(project, id, update.fields());
      extraction.commit();
      upserts.change(
          List.of(id),
          stored -> {
            SpanRow there = stored.find(project, id);
            if (there == null) {
              changed.add(begun(caller, id, project, update, fields));
            } else {
              requireSamePlace(there, project, update.traceId());
              if (!Objects.equals(there.parentSpanId(), update.parentSpanId())) {
                throw ApiException.conflict("parent_span_id does not match the existing span");
              }
              changed.add(costs.after(patched(caller, there, fields), there));
            }
            return changed;
          });
      publish(changed);
    }
  }

  /** Changes all of the given spans that are there (Opik contract 2.8). */
  void updateAll(Caller caller, SpanBatchUpdate batch) {
    SpanUpdate update = batch.update();
    List<UUID> ids = List.copyOf(new LinkedHashSet<>(batch.ids()));
    List<SpanRow> changed = new ArrayList<>();
    try (Extraction extraction = files.extraction(caller, EntityType.SPAN, ids, update.fields())) {
      upserts.change(
          ids,
          stored -> {
            for (SpanRow there : stored.newest()) {
              List<String> tags =
                  TagChange.apply(
                      there.fields().tags(),
                      update.fields().tags(),
                      update.tagsToAdd(),
                      update.tagsToRemove(),
                      batch.mergeTags());
              SpanFields fields = extraction.apply(there.projectId(), there.id(), update.fields());
              changed.add(patched(caller, there, fields.withTags(tags)));
            }
            extraction.commit();
            return changed;
          });
      publish(changed);
    }
  }

  /**
   * The span of an id.
   *
   * @throws ApiException 404
   */
  Span get(Caller caller, UUID id) {
    return store.find(caller, id).orElseThrow(() -> ApiException.notFound("Span", id));
  }

  /** What puts the files of a span back into its payloads. */
  Injection files(Caller caller, Span span) {
    return files.injection(caller, span.projectId(), EntityType.SPAN, span.id());
  }

  /** The project of a span that is there. */
  public Optional<UUID> project(Caller caller, UUID id) {
    return store.project(caller, id);
  }

  Page<Span> page(Caller caller, SpanPageQuery query) {
    return store.page(caller, query);
  }

  /** The spans of a search, newest first. */
  Entries<Span> search(Caller caller, SearchBody search) {
    return store.search(caller, SpanSelection.of(caller, search, projects), search);
  }

  /** Whether a project has spans (Opik contract 2.9). */
  boolean exists(Caller caller, UUID project, Set<Source> sources) {
    return store.exists(caller, project, sources);
  }

  private SpanRow row(Caller caller, SpanWrite write, Instant now) {
    return row(caller, projects.resolve(caller, write.projectName()), write, now);
  }

  private SpanRow row(Caller caller, UUID project, SpanWrite write, Instant now) {
    UUID id =
        write.id() == null ? TimeOrderedIds.next() : TimeOrderedIds.require("span", write.id());
    Instant version =
        (write.lastUpdatedAt() == null ? now : write.lastUpdatedAt())
            .truncatedTo(ChronoUnit.MICROS);
    BigDecimal cost = write.totalEstimatedCost();
    SpanFields fields =
        new SpanFields(
            write.name(),
            write.type(),
            write.endTime(),
            write.input(),
            write.output(),
            write.metadata(),
            write.model(),
            write.provider(),
            write.tags(),
            write.usage(),
            write.errorInfo(),
            cost == null ? null : new SpanCost(cost, true),
            write.ttft(),
            write.source(),
            write.environment());
    return costs.of(
        new SpanRow(
            caller.workspaceId(),
            project,
            write.traceId(),
            id,
            write.parentSpanId(),
            write.startTime(),
            fields,
            new Audit(now, caller.userName(), version, caller.userName()),
            version,
            Patches.none(SpanField.class)));
  }

  /** A single create over a row that only patches made: whatever was patched stays. */
  private SpanRow completed(SpanRow create, SpanRow partial) {
    Instant version = Upserts.versionAfter(partial, create.audit().lastUpdatedAt());
    Audit first = partial.audit();
    Audit audit =
        new Audit(first.createdAt(), first.createdBy(), version, create.audit().lastUpdatedBy());
    Instant beforePatches = partial.patches().beforeAll(create.createVersion());
    return costs.after(create.createdAt(beforePatches).over(partial, audit), partial);
  }

  private SpanRow begun(
      Caller caller, UUID id, UUID project, SpanUpdate update, SpanFields fields) {
    Instant now = Instant.now();
    Audit audit =
        new Audit(now, caller.userName(), Upserts.versionAfter(null, now), caller.userName());
    SpanRow empty =
        new SpanRow(
            caller.workspaceId(),
            project,
            update.traceId(),
            id,
            update.parentSpanId(),
            Instant.EPOCH,
            SpanFields.NONE,
            audit,
            Instant.EPOCH,
            Patches.none(SpanField.class));
    return costs.of(empty.patched(fields, audit));
  }

  private static SpanRow patched(Caller caller, SpanRow there, SpanFields fields) {
    Audit was = there.audit();
    Instant version = Upserts.versionAfter(there, Instant.now());
    return there.patched(
        fields, new Audit(was.createdAt(), was.createdBy(), version, caller.userName()));
  }

  private static void requireSamePlace(SpanRow there, UUID project, @Nullable UUID trace) {
    if (!there.projectId().equals(project)) {
      throw ApiException.conflict("Project name and workspace name do not match the existing span");
    }
    if (!there.traceId().equals(trace)) {
      throw ApiException.conflict("trace_id does not match the existing span");
    }
  }

  private void publish(Collection<SpanRow> rows) {
    throughput.add(rows.size());
    news.announce(Change.Entity.SPAN, rows);
  }
}
