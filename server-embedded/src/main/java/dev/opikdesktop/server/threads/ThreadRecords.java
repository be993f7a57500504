package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.ingest.Audit;
import dev.opikdesktop.server.records.RecordThreads;
import dev.opikdesktop.server.records.TableRow;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Threads as the records of a project need them. */
final class ThreadRecords implements RecordThreads {
  private final ThreadService threads;
  private final ThreadTable table;
  private final ThreadModels models;

  ThreadRecords(ThreadService threads, ThreadTable table, ThreadModels models) {
    this.threads = threads;
    this.table = table;
    this.models = models;
  }

  @Override
  public void settle() {
    threads.settle();
  }

  @Override
  public Map<UUID, String> names(Caller caller, Collection<UUID> rows) {
    Map<UUID, String> names = new HashMap<>();
    table.find(caller.workspaceId(), rows).forEach(row -> names.put(row.id(), row.threadId()));
    return names;
  }

  @Override
  public Map<String, UUID> ids(Caller caller, UUID project, Collection<String> names) {
    return threads.models(caller, project, names);
  }

  @Override
  public void restore(Caller caller, UUID project, List<TableRow> rows) {
    models.restore(
        caller.workspaceId(),
        project,
        rows.stream().map(row -> row(caller, project, row)).toList());
  }

  private static ThreadRow row(Caller caller, UUID project, TableRow row) {
    UUID id = row.id("id");
    Instant created = row.time("created_at");
    Instant updated = row.time("last_updated_at");
    return new ThreadRow(
        caller.workspaceId(),
        project,
        row.text("thread_id"),
        id == null ? TimeOrderedIds.next() : TimeOrderedIds.require("thread", id),
        ThreadStatus.ofCode(row.number("status", ThreadStatus.ACTIVE.code())),
        row.time("status_changed_at"),
        row.texts("tags"),
        new Audit(
            created,
            row.text("created_by"),
            updated.isAfter(created) ? updated : ThreadRow.UNCHANGED,
            row.text("last_updated_by")));
  }
}
