package dev.opikdesktop.storage.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.EngineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine process that is there and does not answer, as the callers of the port see it. */
class HungEngineTest {
  private static final int WRITERS = 4;

  @TempDir Path folder;

  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<Kind> refusals = ConcurrentHashMap.newKeySet();
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong longestMillis = new AtomicLong();
  private final AtomicBoolean stop = new AtomicBoolean();

  @Test
  void anEngineThatHangsIsReplacedSoonAndNoAcknowledgedRowIsLost() throws Exception {
    try (Engine engine = Engine.start(settings());
        Analytics analytics = analytics(engine);
        ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      analytics.execute(
          Statement.of("CREATE TABLE rows (id Int64) ENGINE = MergeTree ORDER BY id"));
      for (int i = 0; i < WRITERS; i++) {
        writers.submit(() -> write(analytics));
      }
      await().until(() -> acknowledged.size() > 20);

      new ProcessBuilder("kill", "-STOP", Long.toString(engine.processId())).start().waitFor();

      await().atMost(Duration.ofSeconds(12)).until(() -> engine.restarts() == 1);
      int before = acknowledged.size();
      await().atMost(Duration.ofSeconds(5)).until(() -> acknowledged.size() > before + 20);
      stop.set(true);
      writers.shutdown();
      assertThat(writers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      System.out.printf(
          "a hung engine: the longest insert took %d ms, refusals %s%n",
          longestMillis.get(), refusals);
      assertThat(longestMillis.get()).isLessThan(8_000);
      assertThat(refusals).isSubsetOf(Kind.UNAVAILABLE);
      assertThat(ids(analytics)).containsAll(acknowledged);
    }
  }

  @Test
  void anEngineThatIsOnlyBusyIsLeftAlone() throws Exception {
    try (Engine engine = Engine.start(settings().withConnections(2));
        Analytics analytics = analytics(engine);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Statement longOne =
          Statement.of(
              "SELECT toInt64(count()) FROM numbers(1000000000000)"
                  + " SETTINGS max_execution_time = 8, timeout_overflow_mode = 'break'");
      long start = System.nanoTime();
      List<Future<?>> busy =
          List.of(
              callers.submit(() -> analytics.execute(longOne)),
              callers.submit(() -> analytics.execute(longOne)));

      for (Future<?> each : busy) {
        each.get(60, TimeUnit.SECONDS);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(7));
      assertThat(engine.restarts()).isZero();
    }
  }

  private EngineSettings settings() {
    return EngineSettings.of(folder.resolve("engine"));
  }

  private static Analytics analytics(Engine engine) {
    return new ClickHouseAnalytics(
        () ->
            new ClickHouseEndpoint(engine.endpoint(), engine.user(), engine.password(), "default"));
  }

  private void write(Analytics analytics) {
    while (!stop.get()) {
      long id = next.incrementAndGet();
      long start = System.nanoTime();
      try {
        analytics.insert("rows", List.of("id"), rows -> rows.int64(id));
        acknowledged.add(id);
      } catch (StorageException refused) {
        refusals.add(refused.kind());
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      longestMillis.accumulateAndGet(millis, Math::max);
    }
  }

  private static Set<Long> ids(Analytics analytics) {
    return new HashSet<>(
        analytics.query(Statement.of("SELECT id FROM rows"), RowBinaryReader::int64));
  }
}
