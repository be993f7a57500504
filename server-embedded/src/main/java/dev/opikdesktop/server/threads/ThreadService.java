package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Entries;
import dev.opikdesktop.server.http.Page;
import dev.opikdesktop.server.query.Cursor;
import dev.opikdesktop.server.query.Reading;
import dev.opikdesktop.server.queues.HoldingQueues;
import dev.opikdesktop.server.records.RecordThreads;
import dev.opikdesktop.server.traces.TagChange;
import dev.opikdesktop.server.traces.TraceListener;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.coordination.Coordination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The rules of threads (Opik contract 4.3). */
public final class ThreadService implements AutoCloseable {
  /** How long a thread stays open after its last trace, unless somebody says otherwise. */
  public static final Duration IDLE_AFTER = Duration.ofMinutes(15);

  private static final Duration PERIOD = Duration.ofSeconds(15);

  private final ThreadTable table;
  private final ThreadModels models;
  private final ThreadArrivals arrivals;
  private final ThreadStore store;
  private final IdleThreads idle;

  /**
   * Threads whose idle ones are closed every 15 seconds.
   *
   * @param timeout how long a thread stays open after its last trace
   */
  public ThreadService(
      Analytics analytics,
      Coordination coordination,
      Events events,
      HoldingQueues queues,
      Supplier<Duration> timeout) {
    this(analytics, coordination, events, queues, PERIOD, timeout);
  }

  /** With another pause between two looks for idle threads. */
  ThreadService(
      Analytics analytics,
      Coordination coordination,
      Events events,
      HoldingQueues queues,
      Duration period,
      Supplier<Duration> timeout) {
    this.table = new ThreadTable(analytics);
    this.models = new ThreadModels(table, coordination, events);
    this.arrivals = new ThreadArrivals(table, models);
    this.store = new ThreadStore(analytics, table, queues);
    this.idle = new IdleThreads(table, models, period, timeout);
  }

  /** What has to hear of all traces that are written. */
  public TraceListener traces() {
    return arrivals;
  }

  /**
   * Returns when the rows of threads hold what was written before, for those who read the tables
   * themselves.
   */
  public void settle() {
    arrivals.settle();
  }

  /** What records of a project need of its threads. */
  public RecordThreads records() {
    return new ThreadRecords(this, table, models);
  }

  Page<TraceThread> page(Caller caller, ThreadPageQuery query) {
    arrivals.settle();
    Reading<Long> total = Reading.start(() -> store.count(caller, query.threads()));
    List<TraceThread> content = store.page(caller, query);
    return new Page<>(total.result(), Entries.of(content));
  }

  /**
   * One thread.
   *
   * @throws ApiException 404
   */
  TraceThread get(Caller caller, UUID project, String threadId, Shape shape) {
    arrivals.settle();
    return store.read(caller, project, List.of(threadId), shape).stream()
        .findFirst()
        .orElseThrow(() -> ApiException.notFound("Thread id: " + threadId + " not found"));
  }

  /**
   * Which threads the next page of a stream has.
   *
   * @param after where the page before it ended: the id of a row, or of a thread
   */
  List<String> newest(Caller caller, ThreadSelection query, Optional<String> after, int limit) {
    arrivals.settle();
    return store.newest(
        caller,
        query,
        new Cursor(after.map(text -> cursor(caller, query.projectId(), text))),
        limit);
  }

  /** All that is shown of these threads. */
  List<TraceThread> read(Caller caller, UUID project, List<String> threads, Shape shape) {
    return store.read(caller, project, threads, shape);
  }

  /** Clients go on after the id of the last thread that they were told, of either kind. */
  private UUID cursor(Caller caller, UUID project, String text) {
    ThreadRow row = table.find(caller.workspaceId(), project, List.of(text)).get(text);
    if (row != null) {
      return row.id();
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ApiException.malformedJson(
          "last_retrieved_thread_model_id '" + text + "' is the id of no thread");
    }
  }

  /** Opens threads; those that are not there are left out. */
  void open(Caller caller, UUID project, Collection<String> threadIds) {
    change(caller, project, threadIds, ThreadStatus.ACTIVE);
  }

  /** Closes threads. */
  void close(Caller caller, UUID project, Collection<String> threadIds) {
    change(caller, project, threadIds, ThreadStatus.INACTIVE);
  }

  /** The threads among these that are not there. */
  List<String> unknown(Caller caller, UUID project, Collection<String> threadIds) {
    arrivals.settle();
    Map<String, ThreadRow> known = table.find(caller.workspaceId(), project, threadIds);
    return threadIds.stream().filter(threadId -> !known.containsKey(threadId)).toList();
  }

  private void change(
      Caller caller, UUID project, Collection<String> threadIds, ThreadStatus status) {
    models.change(
        caller.workspaceId(),
        project,
        threadIds,
        (row, now) ->
            row.status() == status ? row : row.withStatus(status, now, caller.userName()));
  }

  /**
   * Replaces the tags of a thread, if the update names any.
   *
   * @param id of its row
   * @throws ApiException 404
   */
  void update(Caller caller, UUID id, ThreadUpdate update) {
    ThreadRow row =
        rows(caller, List.of(id)).stream()
            .findFirst()
            .orElseThrow(() -> ApiException.notFound("Thread", id));
    List<String> tags = update.tags();
    if (tags != null) {
      models.change(
          caller.workspaceId(),
          row.projectId(),
          List.of(row.threadId()),
          (there, now) ->
              tags.equals(there.tags()) ? there : there.withTags(tags, now, caller.userName()));
    }
  }

  /** Changes the tags of all of the given threads that are there. */
  void updateAll(Caller caller, ThreadUpdate.Batch batch) {
    Map<UUID, List<String>> byProject = new HashMap<>();
    for (ThreadRow row : rows(caller, batch.ids())) {
      byProject.computeIfAbsent(row.projectId(), ignored -> new ArrayList<>()).add(row.threadId());
    }
    ThreadUpdate update = batch.update();
    byProject.forEach(
        (project, threadIds) ->
            models.change(
                caller.workspaceId(),
                project,
                threadIds,
                (row, now) -> {
                  List<String> tags =
                      TagChange.apply(
                          row.tags(),
                          update.tags(),
                          update.tagsToAdd(),
                          update.tagsToRemove(),
                          batch.mergeTags());
                  return tags == null || tags.equals(row.tags())
                      ? row
                      : row.withTags(tags, now, caller.userName());
                }));
  }

  private List<ThreadRow> rows(Caller caller, Collection<UUID> ids) {
    arrivals.settle();
    return table.find(caller.workspaceId(), ids);
  }

  /** The ids of the rows of threads, also of those that have no traces so far. */
  Map<String, UUID> models(Caller caller, UUID project, Collection<String> threadIds) {
    arrivals.settle();
    Instant now = Instant.now();
    Map<String, Arrival> wanted = new HashMap<>();
    for (String threadId : threadIds) {
      wanted.put(threadId, Arrival.ofChange(now, caller.userName()));
    }
    Map<String, UUID> ids = new HashMap<>();
    models
        .arrived(caller.workspaceId(), project, wanted)
        .forEach((threadId, row) -> ids.put(threadId, row.id()));
    return ids;
  }

  /** The id of a thread's row, if it has one. */
  Optional<UUID> model(Caller caller, UUID project, String threadId) {
    arrivals.settle();
    return Optional.ofNullable(
            table.find(caller.workspaceId(), project, List.of(threadId)).get(threadId))
        .map(ThreadRow::id);
  }

  /** The project of the thread whose row has the id; empty without such a row. */
  public Optional<UUID> project(Caller caller, UUID id) {
    return rows(caller, List.of(id)).stream().findFirst().map(ThreadRow::projectId);
  }

  /** The ids of the rows of those threads that have one. */
  List<UUID> known(Caller caller, UUID project, Collection<String> threadIds) {
    arrivals.settle();
    return table.find(caller.workspaceId(), project, threadIds).values().stream()
        .map(ThreadRow::id)
        .toList();
  }

  /** The threads of a project that have no traces. */
  List<String> empty(Caller caller, UUID project) {
    arrivals.settle();
    return store.empty(caller, project);
  }

  /** The ids of all traces of threads. */
  List<UUID> traces(Caller caller, UUID project, Collection<String> threadIds) {
    return store.traces(caller, project, threadIds);
  }

  /** Deletes the rows of threads whose traces are gone. */
  void deleteRows(Caller caller, UUID project, Collection<String> threadIds) {
    models.delete(caller.workspaceId(), project, threadIds);
  }

  /** Deletes the rows of all threads of projects. */
  public void deleteAll(Caller caller, Collection<UUID> projects) {
    arrivals.settle();
    models.deleteAll(caller.workspaceId(), projects);
  }

  /** Stops the work behind the requests. */
  @Override
  public void close() {
    idle.close();
    arrivals.close();
  }
}
