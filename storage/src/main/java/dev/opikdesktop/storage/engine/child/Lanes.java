package dev.opikdesktop.storage.engine.child;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The pool of connections, all opened before any other thread works. Statements run on platform
 * threads of their own, because a call into the library would hold a virtual thread's carrier.
 */
final class Lanes implements AutoCloseable {
  /** Stack of a statement's thread, in bytes: the engine's parser and planner recurse deeply. */
  private static final long STACK = 8L << 20;

  private final Chdb chdb;
  private final List<ChdbConnection> connections = new ArrayList<>();
  private final BlockingDeque<Lane> idle = new LinkedBlockingDeque<>();
  private final ReentrantLock controlLock = new ReentrantLock();
  private final ChdbConnection control;
  private final ExecutorService threads;
  private final int size;
  private final RunningStatements statements = new RunningStatements();

  Lanes(Chdb chdb, List<String> arguments, int size, Map<String, String> base)
      throws ClickHouseException {
    this.chdb = chdb;
    this.size = size;
    control = open(arguments);
    Map<String, String> given = new HashMap<>();
    control
        .text("SELECT name, value FROM system.settings WHERE changed")
        .lines()
        .map(line -> line.split("\t", 2))
        .forEach(pair -> given.put(pair[0], pair[1]));
    for (int i = 0; i < size; i++) {
      idle.addLast(new Lane(open(arguments), i, given, base));
    }
    threads =
        Executors.newCachedThreadPool(
            task -> Thread.ofPlatform().name("statement").stackSize(STACK).unstarted(task));
  }

  private ChdbConnection open(List<String> arguments) {
    ChdbConnection connection = new ChdbConnection(chdb, arguments);
    connections.add(connection);
    return connection;
  }

  /** What runs now. */
  RunningStatements statements() {
    return statements;
  }

  /** A free lane, or null if none becomes free in time. */
  @Nullable Lane borrow(long waitMillis) throws InterruptedException {
    return idle.pollFirst(waitMillis, TimeUnit.MILLISECONDS);
  }

  void giveBack(Lane lane) {
    idle.addFirst(lane);
  }

  void run(Runnable statement) {
    threads.execute(statement);
  }

  /** Runs a small statement beside the pool, and returns its result as text. */
  String control(String sql) throws ClickHouseException {
    controlLock.lock();
    try {
      return control.text(sql);
    } finally {
      controlLock.unlock();
    }
  }

  /**
   * Ends what is running and closes every connection; gives up on those that are still busy after
   * two seconds.
   */
  @Override
  public void close() {
    try {
      control("KILL QUERY WHERE Settings['log_comment'] LIKE 'lane-%' ASYNC");
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
      int free = 0;
      while (free < size && borrow(Math.max(1, millisUntil(deadline))) != null) {
        free++;
      }
      if (free < size) {
        return;
      }
    } catch (ClickHouseException e) {
      System.err.println("closing: " + e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    connections.reversed().forEach(ChdbConnection::close);
    chdb.shutdown();
  }

  private static long millisUntil(long deadline) {
    return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
  }
}
