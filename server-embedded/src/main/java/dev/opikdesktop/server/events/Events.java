package dev.opikdesktop.server.events;

import dev.opikdesktop.server.events.Change.Entity;
import dev.opikdesktop.server.events.Event.Changed;
import dev.opikdesktop.server.events.Event.Refresh;
import dev.opikdesktop.server.events.Event.Show;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Carries changes from writers to listeners inside this process. A writer never waits: bursts are
 * gathered for {@link #GATHERED} and become one event a project and entity, a listener who does not
 * keep up loses its queue and is told to read everything again.
 */
public final class Events implements AutoCloseable {
  /** How long the changes of one burst are gathered. */
  public static final Duration GATHERED = Duration.ofMillis(75);

  /** The most ids that one event lists; more become a {@link Refresh}. */
  public static final int MAX_IDS = 1000;

  /** How many past events can be asked for again. */
  public static final int KEPT = 1000;

  /** How many events wait for one listener. */
  static final int QUEUE = 256;

  private static final ScopedValue<Boolean> QUIET = ScopedValue.newInstance();

  private record Key(Entity entity, @Nullable UUID projectId) {}

  /** Writers take this one alone: they do not wait while a thousand listeners are told. */
  private final ReentrantLock gathering = new ReentrantLock();

  private final Condition news = gathering.newCondition();
  private Map<Key, Set<UUID>> gathered = new LinkedHashMap<>();
  private Set<@Nullable UUID> refreshed = new LinkedHashSet<>();

  private final ReentrantLock telling = new ReentrantLock();
  private final Deque<Event> kept = new ArrayDeque<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private long last;

  private final Thread pump;
  private volatile boolean closed;

  public Events() {
    this(Clock.systemUTC());
  }

  Events(Clock clock) {
    // Microseconds since 1970: later starts go on above earlier ones, so that the number that a
    // listener brings along from before a restart is known to be too old.
    last = TimeUnit.MILLISECONDS.toMicros(clock.millis());
    pump = Thread.ofVirtual().name("events").start(this::pump);
  }

  /**
   * Does something of which listeners do not hear. It is for what comes of their own questions: to
   * hear of it, they would ask again, and so on.
   */
  public void quietly(Runnable work) {
    ScopedValue.where(QUIET, true).run(work);
  }

  /** Tells the listeners soon. Call it after the commit. */
  public void publish(Change change) {
    if (change.ids().isEmpty() || QUIET.isBound()) {
      return;
    }
    gathering.lock();
    try {
      if (closed) {
        return;
      }
      Set<UUID> ids =
          gathered.computeIfAbsent(
              new Key(change.entity(), change.projectId()), unused -> new LinkedHashSet<>());
      for (UUID id : change.ids()) {
        if (ids.size() > MAX_IDS) {
          break;
        }
        ids.add(id);
      }
      news.signal();
    } finally {
      gathering.unlock();
    }
  }

  /** Tells the listeners soon to read everything of a project again. Call it after the commit. */
  public void refresh(UUID project) {
    gathering.lock();
    try {
      if (!closed) {
        refreshed.add(project);
        news.signal();
      }
    } finally {
      gathering.unlock();
    }
  }

  /**
   * Asks the windows that are open now to show something. None hears of it later: a window that
   * opens tomorrow must not jump to what was wanted today.
   */
  public void show(Target target) {
    telling.lock();
    try {
      Event event = new Show(last, target);
      subscriptions.stream()
          .filter(subscription -> subscription.window)
          .forEach(subscription -> subscription.offer(event));
    } finally {
      telling.unlock();
    }
  }

  /** Whether a window is open that {@link #show} reaches. */
  public boolean hasWindow() {
    return subscriptions.stream().anyMatch(subscription -> subscription.window);
  }

  /**
   * Listens from now on, or from after an event that was seen before. When that one is not kept any
   * more, the first event is a {@link Refresh}.
   *
   * @param projectId only what concerns this project; null for everything
   * @param lastSeen the number of the last event that the listener saw
   */
  public Subscription subscribe(@Nullable UUID projectId, OptionalLong lastSeen) {
    return subscribe(projectId, lastSeen, false);
  }

  /**
   * The same.
   *
   * @param window whether the listener is a window that shows what it is asked to
   */
  Subscription subscribe(@Nullable UUID projectId, OptionalLong lastSeen, boolean window) {
    telling.lock();
    try {
      // Who breaks off before it read what it missed comes back with the same number.
      Subscription subscription = new Subscription(projectId, lastSeen.orElse(last), window);
      if (closed) {
        subscription.close();
        return subscription;
      }
      if (lastSeen.isPresent() && lastSeen.getAsLong() != last) {
        Event oldest = kept.peekFirst();
        long seen = lastSeen.getAsLong();
        if (oldest == null || seen < oldest.number() - 1 || seen > last) {
          subscription.offer(new Refresh(last, projectId));
        } else {
          kept.stream().filter(event -> event.number() > seen).forEach(subscription::offer);
        }
      }
      subscriptions.add(subscription);
      return subscription;
    } finally {
      telling.unlock();
    }
  }

  /** How many listeners there are. */
  public int listeners() {
    return subscriptions.size();
  }

  /** Ends all subscriptions. Changes published afterwards are told to nobody. */
  @Override
  public void close() {
    gathering.lock();
    try {
      closed = true;
      news.signal();
    } finally {
      gathering.unlock();
    }
    telling.lock();
    try {
      subscriptions.forEach(Subscription::close);
    } finally {
      telling.unlock();
    }
    LockSupport.unpark(pump);
  }

  private void pump() {
    while (true) {
      gathering.lock();
      try {
        while (gathered.isEmpty() && refreshed.isEmpty() && !closed) {
          news.awaitUninterruptibly();
        }
        if (closed) {
          return;
        }
      } finally {
        gathering.unlock();
      }
      LockSupport.parkNanos(GATHERED.toNanos());
      tell();
    }
  }

  private void tell() {
    Map<Key, Set<UUID>> changes;
    Set<@Nullable UUID> refreshes;
    gathering.lock();
    try {
      changes = gathered;
      refreshes = refreshed;
      gathered = new LinkedHashMap<>();
      refreshed = new LinkedHashSet<>();
    } finally {
      gathering.unlock();
    }
    telling.lock();
    try {
      for (Map.Entry<Key, Set<UUID>> each : changes.entrySet()) {
        Key key = each.getKey();
        Set<UUID> ids = each.getValue();
        if (ids.size() > MAX_IDS) {
          refreshes.add(key.projectId());
        } else if (!refreshes.contains(key.projectId())) {
          tell(
              new Changed(++last, new Change(key.entity(), key.projectId(), new ArrayList<>(ids))));
        }
      }
      for (@Nullable UUID project : refreshes) {
        tell(new Refresh(++last, project));
      }
    } finally {
      telling.unlock();
    }
  }

  private void tell(Event event) {
    kept.addLast(event);
    if (kept.size() > KEPT) {
      kept.removeFirst();
    }
    subscriptions.forEach(subscription -> subscription.offer(event));
  }

  /** One listener's queue. */
  public final class Subscription implements AutoCloseable {
    private final @Nullable UUID projectId;
    private final long start;
    private final boolean window;
    private final ReentrantLock queueLock = new ReentrantLock();
    private final Condition filled = queueLock.newCondition();
    private final Deque<Event> queue = new ArrayDeque<>();
    private boolean ended;

    private Subscription(@Nullable UUID projectId, long start, boolean window) {
      this.projectId = projectId;
      this.start = start;
      this.window = window;
    }

    /** The number of the last event that the listener has seen, or did not want to see. */
    public long start() {
      return start;
    }

    private void offer(Event event) {
      if (!event.concerns(projectId)) {
        return;
      }
      queueLock.lock();
      try {
        if (ended) {
          return;
        }
        if (queue.size() >= QUEUE) {
          queue.clear();
          queue.add(new Refresh(event.number(), projectId));
        } else {
          queue.add(event);
        }
        filled.signal();
      } finally {
        queueLock.unlock();
      }
    }

    /**
     * The next event, or null when none came in time or the subscription has ended.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public @Nullable Event next(Duration patience) throws InterruptedException {
      queueLock.lock();
      try {
        long left = patience.toNanos();
        while (queue.isEmpty() && !ended && left > 0) {
          left = filled.awaitNanos(left);
        }
        return ended ? null : queue.poll();
      } finally {
        queueLock.unlock();
      }
    }

    public boolean hasEnded() {
      queueLock.lock();
      try {
        return ended;
      } finally {
        queueLock.unlock();
      }
    }

    @Override
    public void close() {
      subscriptions.remove(this);
      queueLock.lock();
      try {
        ended = true;
        queue.clear();
        filled.signalAll();
      } finally {
        queueLock.unlock();
      }
    }
  }
}
