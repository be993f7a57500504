package dev.opikdesktop.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.storage.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine process through its life: starts, crashes, ends, limits. */
class EngineProcessTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir Path folder;

  private EngineSettings settings() {
    return EngineSettings.of(folder.resolve("engine")).withConnections(4);
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void everyAcknowledgedRowSurvivesTheDeathOfTheEngine() throws Exception {
    Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicLong next = new AtomicLong();
    AtomicBoolean stop = new AtomicBoolean();
    try (Engine engine = Engine.start(settings());
        EngineHttp http = new EngineHttp(engine);
        ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      http.run("CREATE TABLE rows (id UInt64) ENGINE = MergeTree ORDER BY id");
      for (int i = 0; i < 3; i++) {
        writers.submit(() -> write(engine, http, next, acknowledged, stop));
      }
      for (int round = 1; round <= 4; round++) {
        int before = acknowledged.size();
        await().atMost(SOON).until(() -> acknowledged.size() > before + 100);
        kill(engine.processId());
        int expected = round;
        await().atMost(SOON).until(() -> engine.restarts() >= expected);
      }
      stop.set(true);
      writers.shutdown();
      assertThat(writers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

      Set<Long> found = ConcurrentHashMap.newKeySet();
      http.run("SELECT id FROM rows").lines().map(Long::valueOf).forEach(found::add);
      System.out.printf(
          "kill -9 of the engine: %d times, rows tried %d, acknowledged %d, found %d%n",
          engine.restarts(), next.get(), acknowledged.size(), found.size());
      assertThat(found).containsAll(acknowledged);
      assertThat(http.run("SELECT count() - uniqExact(id) FROM rows")).isEqualTo("0");
    }
  }

  private static void write(
      Engine engine, EngineHttp http, AtomicLong next, Set<Long> acknowledged, AtomicBoolean stop) {
    while (!stop.get()) {
      try {
        engine.awaitReady(SOON);
        long id = next.incrementAndGet();
        var request =
            http.request(Map.of("query", "INSERT INTO rows FORMAT CSV"))
                .timeout(Duration.ofSeconds(5))
                .POST(BodyPublishers.ofString(id + "\n"));
        if (http.send(request).statusCode() == 200) {
          acknowledged.add(id);
        }
      } catch (IOException e) {
        // The engine died under this row, which is not acknowledged then.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Test
  void aQueryThatNobodyWaitsForAndThatDoesNotEndEndsTheProcessWhichComesBack() throws Exception {
    String hours =
        "SELECT sum(position(repeat('ab', 400000), concat('bb', toString(a))))"
            + " FROM (SELECT arrayJoin(range(10000000)) AS a)";
    try (Engine engine = Engine.start(settings().withKillPatience(Duration.ofSeconds(1)));
        EngineHttp http = new EngineHttp(engine)) {
      http.run("CREATE TABLE rows (id UInt64) ENGINE = MergeTree ORDER BY id");
      http.run("INSERT INTO rows VALUES (7)");
      var request =
          http.request(Map.of())
              .timeout(Duration.ofSeconds(2))
              .POST(BodyPublishers.ofString(hours));

      assertThatThrownBy(() -> http.send(request)).isInstanceOf(IOException.class);

      await().atMost(SOON).until(() -> engine.restarts() == 1 && engine.isReady());
      assertThat(http.run("SELECT id FROM rows")).isEqualTo("7");
    }
  }

  @Test
  void aKilledEngineComesBackOnTheSameAddress() throws Exception {
    try (Engine engine = Engine.start(settings());
        EngineHttp http = new EngineHttp(engine)) {
      var address = engine.endpoint();
      kill(engine.processId());

      await().atMost(SOON).until(() -> engine.restarts() == 1);

      assertThat(engine.awaitReady(SOON)).isTrue();
      assertThat(engine.endpoint()).isEqualTo(address);
      assertThat(http.run("SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void theEngineGoesWhenItsApplicationIsKilled() throws Exception {
    Process application =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EngineInAnotherProcess.class.getName(),
                folder.resolve("engine").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long pid = enginePid(application.inputReader());
    assertThat(isAlive(pid)).isTrue();
    long start = System.nanoTime();

    application.destroyForcibly();

    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> !isAlive(pid));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  private static long enginePid(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("engine ")) {
        return Long.parseLong(line.substring("engine ".length()));
      }
    }
    throw new AssertionError("the application ended before its engine was ready");
  }

  @Test
  void closingEndsARunningStatementAndTheProcess() throws Exception {
    Engine engine = Engine.start(settings());
    try (EngineHttp http = new EngineHttp(engine);
        ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
      caller.submit(() -> http.post("SELECT count() FROM numbers(1000000000000)", Map.of()));
      await()
          .atMost(SOON)
          .until(
              () ->
                  http.run(
                          "SELECT count() FROM system.processes WHERE query LIKE '%1000000000000%'")
                      .equals("2"));
      long start = System.nanoTime();

      engine.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(isAlive(engine.processId())).isFalse();
    }
  }

  @Test
  void aTerminatedEngineProcessLeavesItsFolderInOrder() throws Exception {
    try (Engine engine = Engine.start(settings());
        EngineHttp http = new EngineHttp(engine)) {
      http.run("CREATE TABLE rows (id UInt64) ENGINE = MergeTree ORDER BY id");
      http.run("INSERT INTO rows VALUES (1)");

      ProcessHandle.of(engine.processId()).orElseThrow().destroy();

      await().atMost(SOON).until(() -> engine.restarts() == 1);
      assertThat(http.run("SELECT count() FROM rows")).isEqualTo("1");
    }
  }

  @Test
  void aFolderInUseIsRefusedInOneSentence() {
    try (Engine engine = Engine.start(settings())) {
      assertThat(engine.isReady()).isTrue();
      assertThatThrownBy(() -> Engine.start(settings()))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("is in use by another engine");
    }
  }

  @Test
  void aStatementThatFindsNoFreeConnectionIsRefusedAfterItsWait() throws Exception {
    EngineSettings two = settings().withConnections(2).withConnectionWait(Duration.ofMillis(200));
    try (Engine engine = Engine.start(two);
        EngineHttp http = new EngineHttp(engine);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch sent = new CountDownLatch(2);
      for (int i = 0; i < 2; i++) {
        callers.submit(
            () -> {
              sent.countDown();
              return http.post("SELECT sleep(3)", Map.of());
            });
      }
      sent.await();

      await()
          .atMost(Duration.ofSeconds(2))
          .untilAsserted(
              () -> {
                HttpResponse<String> answer = http.post("SELECT 1", Map.of());
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code"))
                    .contains("202");
              });
    }
  }

  @Test
  void neitherALargeResultNorALargeInsertIsHeldInMemory() throws Exception {
    EngineSettings small =
        new EngineSettings(
            folder.resolve("engine"),
            null,
            1L << 30,
            2,
            Duration.ofSeconds(5),
            SOON,
            24,
            line -> {});
    try (Engine engine = Engine.start(small);
        EngineHttp http = new EngineHttp(engine)) {
      http.run("CREATE TABLE wide (id UInt64, text String) ENGINE = MergeTree ORDER BY id");
      byte[] line = ("7\t" + "x".repeat(1000) + "\n").getBytes(StandardCharsets.UTF_8);
      int rows = 150_000;
      long start = System.nanoTime();

      HttpResponse<String> inserted =
          http.send(
              http.request(Map.of("query", "INSERT INTO wide FORMAT TSV"))
                  .POST(BodyPublishers.ofInputStream(() -> new RepeatedLine(line, rows))));
      long insertMillis = (System.nanoTime() - start) / 1_000_000;
      start = System.nanoTime();
      long length = length(http);
      long readMillis = (System.nanoTime() - start) / 1_000_000;

      System.out.printf(
          "streamed with a heap of 24 MB: in %d MB in %d ms, out %d MB in %d ms%n",
          (long) rows * line.length >> 20, insertMillis, length >> 20, readMillis);
      assertThat(inserted.statusCode()).isEqualTo(200);
      assertThat(length).isEqualTo(2L * rows * line.length);
      assertThat(engine.restarts()).isZero();
    }
  }

  private static long length(EngineHttp http) throws IOException, InterruptedException {
    var request =
        http.request(Map.of())
            .POST(
                BodyPublishers.ofString(
                    "SELECT id, text FROM wide UNION ALL SELECT id, text FROM wide"));
    long length = 0;
    try (InputStream in = http.sendForStream(request).body()) {
      byte[] piece = new byte[1 << 16];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        length += count;
      }
    }
    return length;
  }

  @Test
  void aStatementOverTheMemoryCapFailsAndTheEngineLivesOn() throws Exception {
    try (Engine engine = Engine.start(settings().withMemoryBytes(512L << 20));
        EngineHttp http = new EngineHttp(engine)) {
      HttpResponse<String> answer =
          http.post(
              "SELECT length(groupArray(toString(number))) FROM numbers(100000000)", Map.of());

      assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("241");
      assertThat(http.run("SELECT 1")).isEqualTo("1");
      assertThat(engine.restarts()).isZero();
    }
  }

  @Test
  void aRequestThatTakesTheLastOfTheHeapIsNotLeftWaitingAndTheEngineServesOthers()
      throws Exception {
    EngineSettings small =
        new EngineSettings(
            folder.resolve("engine"),
            null,
            1L << 30,
            2,
            Duration.ofSeconds(5),
            SOON,
            20,
            line -> {});
    try (Engine engine = Engine.start(small);
        EngineHttp http = new EngineHttp(engine)) {
      var request =
          http.request(Map.of())
              .timeout(SOON)
              .POST(BodyPublishers.ofString("SELECT '" + "x".repeat(15 << 20) + "'"));

      assertThat(codeOrEnd(http, request)).isIn("241", "connection ended");
      assertThat(http.run("SELECT 1")).isEqualTo("1");
    }
  }

  /** The error's code; where the body was not read to its end, the answer may be lost with it. */
  private static String codeOrEnd(EngineHttp http, HttpRequest.Builder request)
      throws InterruptedException, IOException {
    try {
      return http.send(request).headers().firstValue("X-ClickHouse-Exception-Code").orElse("none");
    } catch (HttpTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return "connection ended";
    }
  }

  /** One line again and again, without a copy of all of them. */
  private static final class RepeatedLine extends InputStream {
    private final byte[] line;
    private long left;

    RepeatedLine(byte[] line, long times) {
      this.line = line;
      this.left = line.length * times;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      int from = (int) ((line.length - left % line.length) % line.length);
      int count = (int) Math.min(Math.min(length, line.length - from), left);
      System.arraycopy(line, from, target, offset, count);
      left -= count;
      return count;
    }
  }
}
