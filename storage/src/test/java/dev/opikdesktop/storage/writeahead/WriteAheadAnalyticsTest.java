package dev.opikdesktop.storage.writeahead;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.AnalyticsContract;
import dev.opikdesktop.storage.analytics.ClickHouseAnalytics;
import dev.opikdesktop.storage.analytics.ClickHouseEndpoint;
import dev.opikdesktop.storage.analytics.RowsWriter;
import dev.opikdesktop.storage.analytics.Statement;
import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.TestEngine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WriteAheadAnalyticsTest extends AnalyticsContract {
  private static final List<String> COLUMNS = List.of("id", "text");

  private static final Executor OWN_THREAD = Thread::startVirtualThread;

  @TempDir private Path folder;

  private String database;
  private HeldStore store;

  @Override
  protected Analytics open() {
    database = TestEngine.freshDatabase();
    store = store();
    return WriteAheadAnalytics.open(store, folder);
  }

  @Test
  void anInsertDuringAnotherIsAcknowledgedBeforeTheStoreHasIt() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);

    insert(2);
    insert(3);

    assertThat(first).isNotDone();
    assertThat(store.inserts()).isEqualTo(1);
    store.release();
    first.get();
    assertThat(ids()).containsExactly(1L, 2L, 3L);
    assertThat(store.inserts()).as("the rows of both in one insert").isEqualTo(2);
  }

  @Test
  void aQueryWaitsForTheRowsThatWereAcknowledgedBeforeIt() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);
    insert(2);

    List<Long> found = new CopyOnWriteArrayList<>();
    Thread query = Thread.ofPlatform().start(() -> found.addAll(ids()));
    await().until(() -> query.getState() == Thread.State.TIMED_WAITING);
    assertThat(found).isEmpty();
    store.release();

    query.join();
    assertThat(found).contains(2L);
    first.get();
  }

  @Test
  void aQueryThatNeedsNoRecentRowsDoesNotWaitForThem() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);
    insert(2);

    assertThat(analytics.querySettled(Statement.of("SELECT id FROM rows"), row -> row.int64()))
        .isEmpty();
    store.release();
    first.get();
  }

  @Test
  void aDeleteConcernsTheRowsThatWereAcknowledgedBeforeIt() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);
    insert(2);
    CompletableFuture<Void> delete =
        CompletableFuture.runAsync(
            () -> analytics.delete(Statement.of("DELETE FROM rows WHERE id = 2")), OWN_THREAD);
    store.release();

    delete.get(10, SECONDS);
    first.get();
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void whatAKilledProcessHadAcknowledgedIsInsertedByTheNext() throws Exception {
    holdAnInsert(1);
    insert(2);
    insert(3);

    try (Analytics next = WriteAheadAnalytics.open(store(), folder)) {
      assertThat(ids(next)).containsExactly(2L, 3L);
    }
    store.release();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 13})
  void aRecordThatWasCutOffIsNotInsertedAndThoseBeforeItAre(int missing) throws Exception {
    holdAnInsert(1);
    insert(2);
    insert(3);
    try (RandomAccessFile file = new RandomAccessFile(fullFile().toFile(), "rw")) {
      file.setLength(file.length() - missing);
    }

    try (Analytics next = WriteAheadAnalytics.open(store(), folder)) {
      assertThat(ids(next)).containsExactly(2L);
    }
    store.release();
  }

  @Test
  void aRecordWithAWrongBitIsNotInserted() throws Exception {
    holdAnInsert(1);
    insert(2);
    insert(3);
    try (RandomAccessFile file = new RandomAccessFile(fullFile().toFile(), "rw")) {
      file.seek(file.length() - 1);
      int last = file.read();
      file.seek(file.length() - 1);
      file.write(last ^ 1);
    }

    try (Analytics next = WriteAheadAnalytics.open(store(), folder)) {
      assertThat(ids(next)).containsExactly(2L);
    }
    assertThat(files("damaged-")).hasSize(1);
    store.release();
  }

  @Test
  void aFileThatIsNoLogIsKeptAndDoesNotKeepTheStoreFromOpening() throws Exception {
    Files.writeString(folder.resolve("rows-7.log"), "this is something else altogether");

    try (Analytics next = WriteAheadAnalytics.open(store(), folder)) {
      assertThat(ids(next)).isEmpty();
    }
    assertThat(Files.readString(files("damaged-").getFirst())).startsWith("this is something");
    assertThat(files("rows-7")).isEmpty();
  }

  @Test
  void aFileThatWasCutOffInItsHeadHoldsNothing() throws Exception {
    for (int length : new int[] {0, 3, 12, 14}) {
      try (LogFile whole = LogFile.create(folder.resolve("rows-8.log"), "rows", COLUMNS)) {
        whole.append(rows -> rows.int64(1).string("one"));
      }
      try (RandomAccessFile file =
          new RandomAccessFile(folder.resolve("rows-8.log").toFile(), "rw")) {
        file.setLength(length);
      }
      try (Analytics next = WriteAheadAnalytics.open(store(), folder)) {
        assertThat(ids(next)).isEmpty();
      }
    }
  }

  @Test
  void aWriterThatFailsLeavesNothingOfItsRowsInTheLog() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);
    RowsWriter failing =
        rows -> {
          rows.int64(2).string("x".repeat(1_000_000));
          throw new IllegalArgumentException("on purpose");
        };
    assertThatThrownBy(() -> analytics.insert("rows", COLUMNS, failing))
        .isInstanceOf(IllegalArgumentException.class);
    insert(3);
    store.release();

    first.get();
    assertThat(ids()).containsExactly(1L, 3L);
  }

  @Test
  void rowsThatFindTheStoreAwayAreInsertedWhenItIsBackAndQueriesSayThatItIsAway() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);
    insert(2);
    store.refuse(new StorageException(Kind.UNAVAILABLE, "away on purpose"));
    store.release();

    assertThatThrownBy(first::get).hasMessageContaining("away on purpose");
    assertThatThrownBy(this::ids)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    store.refuse(null);
    await()
        .atMost(30, SECONDS)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(ids()).containsExactly(2L));
  }

  @Test
  void aRecordThatTheStoreRefusesForGoodIsKeptInAFileAndTheOthersAreInserted() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);
    insert(2);
    analytics.insert("rows", COLUMNS, rows -> rows.int64(3).string("poison"));
    insert(4);
    store.refuseText("poison");
    store.release();

    first.get();
    assertThat(ids()).containsExactly(1L, 2L, 4L);
    store.refuseText("nothing like it");
    try (LogFile.Left kept = LogFile.left(files("refused-rows-").getFirst()).orElseThrow()) {
      store.insert(kept.table(), kept.columns(), kept.log().rows());
    }
    assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aStoreWithoutRoomCanBeReadAndTakesNothingUntilItHasSome() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);
    insert(2);
    store.refuse(new StorageException(Kind.FULL, "full on purpose"));
    store.release();

    assertThatThrownBy(first::get).hasMessageContaining("full on purpose");
    assertThat(ids()).isEmpty();
    assertThat(analytics.isReady()).isFalse();
    assertThatThrownBy(() -> insert(3))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FULL));
    store.refuse(null);
    await().untilAsserted(() -> assertThat(ids()).containsExactly(2L));
    insert(3);
    assertThat(ids()).containsExactly(2L, 3L);
    assertThat(analytics.isReady()).isTrue();
  }

  @Test
  void anErrorDuringAnInsertStopsNothing() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);
    insert(2);
    store.release();
    first.get();
    store.hold();
    await().until(() -> store.inserts() == 2);
    store.fail(new OutOfMemoryError("on purpose"));
    store.release();

    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void aStoreWithoutRoomAtTheStartGetsTheRowsAtTheNextOne() throws Exception {
    holdAnInsert(1);
    insert(2);
    HeldStore full = store();
    full.refuse(new StorageException(Kind.FULL, "full on purpose"));
    try (Analytics next = WriteAheadAnalytics.open(full, folder)) {
      assertThat(ids(next)).isEmpty();
    }

    try (Analytics next = WriteAheadAnalytics.open(store(), folder)) {
      assertThat(ids(next)).containsExactly(2L);
    }
    store.release();
  }

  @Test
  void bothFilesOfATableAreInsertedTheOlderOneFirst() throws Exception {
    try (LogFile younger = LogFile.create(folder.resolve("rows-0.log"), "rows", COLUMNS);
        LogFile older = LogFile.create(folder.resolve("rows-1.log"), "rows", COLUMNS)) {
      younger.append(rows -> rows.int64(1).string("younger"));
      older.append(rows -> rows.int64(2).string("older"));
    }
    Files.setLastModifiedTime(folder.resolve("rows-1.log"), FileTime.fromMillis(1));
    HeldStore next = store();

    try (Analytics opened = WriteAheadAnalytics.open(next, folder)) {
      assertThat(ids(opened)).containsExactly(1L, 2L);
    }
    assertThat(next.texts()).hasSize(2);
    assertThat(next.texts().getFirst()).contains("older");
  }

  @Test
  void writersWaitWhenTheLogIsFull() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);
    String megabyte = "x".repeat(1 << 20);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 100; i++) {
                long id = i + 2L;
                analytics.insert("rows", COLUMNS, rows -> rows.int64(id).string(megabyte));
              }
            },
            OWN_THREAD);
    await().until(() -> Files.size(fullFile()) > 31 << 20);
    assertThat(writer).isNotDone();
    assertThat(Files.size(fullFile())).isLessThan(34L << 20);

    store.release();
    writer.get(30, SECONDS);
    first.get();
    assertThat(ids()).hasSize(101);
  }

  @Test
  void closingInsertsWhatIsLeft() throws Exception {
    CompletableFuture<Void> first = holdAnInsert(1);
    insert(2);
    store.release();
    first.get();
    analytics.close();

    assertThat(files("rows-")).isNotEmpty();
    try (HeldStore next = store()) {
      assertThat(ids(next)).containsExactly(1L, 2L);
    }
    analytics = WriteAheadAnalytics.open(store(), folder);
    assertThat(ids()).as("not twice").containsExactly(1L, 2L);
  }

  private HeldStore store() {
    Engine engine = TestEngine.engine();
    return new HeldStore(
        new ClickHouseAnalytics(
            () ->
                new ClickHouseEndpoint(
                    engine.endpoint(), engine.user(), engine.password(), database)));
  }

  /** Begins an insert that ends when the store is released. */
  private CompletableFuture<Void> holdAnInsert(long id) {
    store.hold();
    CompletableFuture<Void> insert = CompletableFuture.runAsync(() -> insert(id), OWN_THREAD);
    await().until(() -> store.inserts() == 1);
    return insert;
  }

  private void insert(long id) {
    analytics.insert("rows", COLUMNS, rows -> rows.int64(id).string("row"));
  }

  private List<Long> ids() {
    return ids(analytics);
  }

  private static List<Long> ids(Analytics of) {
    return of.query(Statement.of("SELECT id FROM rows ORDER BY id"), row -> row.int64());
  }

  private Path fullFile() throws IOException {
    Path largest = null;
    for (Path file : files("rows-")) {
      if (largest == null || Files.size(file) > Files.size(largest)) {
        largest = file;
      }
    }
    if (largest == null) {
      throw new IllegalStateException("there is no log yet");
    }
    return largest;
  }

  private List<Path> files(String prefix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
  }
}
