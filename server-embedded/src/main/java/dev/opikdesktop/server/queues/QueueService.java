package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.entities.ProjectContents;
import dev.opikdesktop.server.events.Change;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.queues.LockStore.Holder;
import dev.opikdesktop.server.queues.QueueDraft.Write;
import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.coordination.Coordination;
import dev.opikdesktop.storage.coordination.HeldLock;
import dev.opikdesktop.storage.relational.Relational;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The rules of annotation queues (Opik contract 4.4). The queues lie with the projects; what is in
 * them lies with the traces, so that conditions on traces and threads reach it.
 */
public final class QueueService implements ProjectContents {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int DEFAULT_ANNOTATORS = 1;
  private static final int DEFAULT_LOCK_SECONDS = 300;

  private final QueueStore store;
  private final ItemStore items;
  private final LockStore locks;
  private final Coordination coordination;
  private final Events events;
  private final HoldingQueues holding;

  public QueueService(
      Relational relational,
      Analytics analytics,
      Coordination coordination,
      Events events,
      HoldingQueues holding) {
    this.store = new QueueStore(relational);
    this.items = new ItemStore(analytics);
    this.locks = new LockStore(relational);
    this.coordination = coordination;
    this.events = events;
    this.holding = holding;
  }

  /**
   * Creates queues, or replaces those whose ids are there. Whether their projects are there is no
   * matter (as recorded).
   *
   * @return their ids
   * @throws ApiException 400 for an id that is no version 7, and then none is created
   */
  List<UUID> create(Caller caller, List<Write> writes) {
    Instant now = now();
    List<StoredQueue> queues = writes.stream().map(write -> queue(caller, write, now)).toList();
    try {
      store.put(caller, queues);
      holding.forget();
    } catch (StorageException e) {
      if (e.kind() == Kind.DUPLICATE) {
        throw ApiException.conflict("Annotation queue already exists");
      }
      throw e;
    }
    return queues.stream().map(StoredQueue::id).toList();
  }

  private static StoredQueue queue(Caller caller, Write write, Instant now) {
    UUID id =
        write.id() == null
            ? TimeOrderedIds.next()
            : TimeOrderedIds.require("annotation queue", write.id());
    return new StoredQueue(
        id,
        Objects.requireNonNull(write.projectId()),
        null,
        Objects.requireNonNull(write.name()),
        Objects.requireNonNullElse(write.description(), ""),
        Objects.requireNonNullElse(write.instructions(), ""),
        Objects.requireNonNull(write.scope()),
        Objects.requireNonNullElse(write.commentsEnabled(), false),
        Objects.requireNonNullElse(write.feedbackDefinitionNames(), List.of()),
        Objects.requireNonNullElse(write.annotatorsPerItem(), DEFAULT_ANNOTATORS),
        Objects.requireNonNullElse(write.lockTimeoutSeconds(), DEFAULT_LOCK_SECONDS),
        write.annotatorView(),
        write.automation(),
        now,
        caller.userName(),
        now,
        caller.userName());
  }

  /**
   * Changes what an update says.
   *
   * @throws ApiException 404
   */
  void update(Caller caller, UUID id, Write update) {
    if (!store.update(caller, id, update, now())) {
      throw absent(id);
    }
    holding.forget();
  }

  /**
   * The queue of an id.
   *
   * @throws ApiException 404
   */
  AnnotationQueue get(Caller caller, UUID id) {
    return withProgress(caller, List.of(required(caller, id))).getFirst();
  }

  long count(Caller caller, QueueQuery query) {
    return store.count(caller, query);
  }

  List<AnnotationQueue> page(Caller caller, QueueQuery query, PageRequest page) {
    return withProgress(caller, store.page(caller, query, page));
  }

  private List<AnnotationQueue> withProgress(Caller caller, List<StoredQueue> queues) {
    Map<UUID, QueueProgress> progress = items.progress(caller, queues);
    return queues.stream()
        .map(
            queue ->
                AnnotationQueue.of(queue, progress.getOrDefault(queue.id(), QueueProgress.NONE)))
        .toList();
  }

  /** Deletes queues; ids of none are no matter. The scores that were given in them stay. */
  void remove(Caller caller, Collection<UUID> ids) {
    // What is being added to a queue would be in one that is not there.
    try (HeldLock ignored = lock(ids)) {
      List<StoredQueue> queues = store.all(caller, ids);
      if (!queues.isEmpty()) {
        items.removeAll(caller, queues);
        store.delete(caller, queues.stream().map(StoredQueue::id).toList());
        holding.forget();
      }
    }
  }

  /** Deletes the queues of projects. */
  @Override
  public void delete(Caller caller, Collection<UUID> projects) {
    List<UUID> ids = store.ofProjects(caller, projects);
    if (!ids.isEmpty()) {
      remove(caller, ids);
    }
  }

  /**
   * Puts traces or threads into a queue, whether they are there or not.
   *
   * @param ids of threads those of their rows
   * @throws ApiException 404 without the queue
   */
  void add(Caller caller, UUID id, List<UUID> ids) {
    try (HeldLock ignored = lock(List.of(id))) {
      StoredQueue queue = required(caller, id);
      items.add(caller, queue, ids, false);
      publish(queue, ids);
    }
  }

  /** Puts traces or threads into a queue that are not in it so far, as many as it has room for. */
  void addScored(Caller caller, UUID id, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return;
    }
    try (HeldLock ignored = lock(List.of(id))) {
      Optional<StoredQueue> found = store.find(caller, id);
      if (found.isPresent()) {
        StoredQueue queue = found.get();
        Set<UUID> there = items.automated(caller, queue, ids).keySet();
        List<UUID> added =
            ids.stream().filter(item -> !there.contains(item)).limit(room(caller, queue)).toList();
        if (!added.isEmpty()) {
          items.add(caller, queue, added, true);
          publish(queue, added);
        }
      }
    }
  }

  private long room(Caller caller, StoredQueue queue) {
    Automation automation = queue.automation();
    Integer most = automation == null ? null : automation.maxItemsInQueue();
    return most == null
        ? Long.MAX_VALUE
        : Math.max(0, most - items.counts(caller, List.of(queue)).getOrDefault(queue.id(), 0L));
  }

  /**
   * Takes items out of a queue; those that are not in it are no matter.
   *
   * @throws ApiException 404 without the queue
   */
  void remove(Caller caller, UUID id, List<UUID> ids) {
    StoredQueue queue = required(caller, id);
    items.remove(caller, queue, ids);
    locks.release(id, ids);
    publish(queue, ids);
  }

  /**
   * Those of the ids that are in the queue, in the order of the ids.
   *
   * @throws ApiException 404 without the queue
   */
  List<QueueItem> items(Caller caller, UUID id, List<UUID> ids) {
    Map<UUID, Boolean> automated = items.automated(caller, required(caller, id), ids);
    List<QueueItem> found = new ArrayList<>();
    for (UUID item : ids) {
      Boolean byRule = automated.get(item);
      if (byRule != null) {
        found.add(QueueItem.of(item, byRule));
      }
    }
    return found;
  }

  /**
   * Takes an item for the caller, for as long as the queue says, unless as many others have it as
   * may. Whether it is in the queue is no matter (as recorded).
   *
   * @throws ApiException 404 without the queue
   */
  ItemLock lock(Caller caller, UUID id, UUID item) {
    StoredQueue queue = required(caller, id);
    Instant now = now();
    Holder mine = new Holder(caller.userName(), now.plusSeconds(queue.lockTimeoutSeconds()));
    try (HeldLock ignored = lock(List.of(item))) {
      Optional<Holder> other = locks.take(id, item, mine, queue.annotatorsPerItem(), now);
      Holder holder = other.orElse(mine);
      return new ItemLock(other.isEmpty(), item, holder.user(), holder.expiresAt());
    }
  }

  /** Who has the items of a queue; nobody those of one that is not there. */
  ItemLock.OfQueue locks(Caller caller, UUID id) {
    Map<UUID, ItemLock.OfItem> byItem = new LinkedHashMap<>();
    if (store.find(caller, id).isPresent()) {
      locks
          .of(id, now())
          .forEach((item, users) -> byItem.put(item, new ItemLock.OfItem(users.size(), users)));
    }
    return new ItemLock.OfQueue(byItem);
  }

  private StoredQueue required(Caller caller, UUID id) {
    return store.find(caller, id).orElseThrow(() -> absent(id));
  }

  /** In which queues a trace is can be asked of it, so it changed too. */
  private void publish(StoredQueue queue, List<UUID> about) {
    events.publish(new Change(Change.Entity.of(queue.scope()), queue.projectId(), about));
  }

  private HeldLock lock(Collection<UUID> ids) {
    return coordination.lock(
        ids.stream().distinct().map(id -> "annotation-queue:" + id).toList(), LONGEST_WAIT);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static ApiException absent(UUID id) {
    return ApiException.notFound("Annotation queue", id);
  }
}
