package dev.opikdesktop.storage.writeahead;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import dev.opikdesktop.storage.analytics.Analytics;
import dev.opikdesktop.storage.analytics.ClickHouseAnalytics;
import dev.opikdesktop.storage.analytics.ClickHouseEndpoint;
import dev.opikdesktop.storage.analytics.Statement;
import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two files of a table that are inserted at a time: the older is insert 2, the younger insert 3.
 */
@Timeout(60)
class SideBySideTest {
  private static final List<String> COLUMNS = List.of("id", "version", "text");
  private static final String MEGABYTE = "x".repeat(1 << 20);

  @TempDir private Path folder;

  private String database;
  private HeldStore store;
  private Analytics analytics;

  @BeforeEach
  void openStore() {
    database = TestEngine.freshDatabase();
    store = store();
    analytics = WriteAheadAnalytics.open(store, folder);
    analytics.execute(
        Statement.of(
            """
            CREATE TABLE rows (id Int64, version Int64, text String)
            ENGINE = ReplacingMergeTree(version) ORDER BY id
            """));
  }

  @AfterEach
  void closeStore() {
    analytics.close();
  }

  @Test
  void rowsThatComeFasterThanOneInsertTakesThemAreInsertedBesideIt() throws Exception {
    fillTwoFiles();

    await().untilAsserted(() -> assertThat(store.inserts()).isEqualTo(3));
    assertThat(texts()).as("of the files").isEmpty();
    store.release(2);
    store.release(3);
    assertThat(found(analytics)).containsExactly("younger", "older", "younger");
  }

  @Test
  void rowsOfTheYoungerFileComeIntoTheStoreAfterThoseOfTheOlder() throws Exception {
    fillTwoFiles();
    await().until(() -> store.inserts() == 3);
    store.release(3);
    // The store has all rows of the younger file by then, but not the word that these are all.
    await().during(300, TimeUnit.MILLISECONDS).until(() -> texts().isEmpty());

    store.release(2);
    assertThat(found(analytics)).containsExactly("younger", "older", "younger");
    assertThat(texts()).hasSize(2);
    assertThat(texts().getFirst()).contains("older");
  }

  @Test
  void aYoungerFileWaitsForAnOlderOneThatTheStoreDoesNotTakeNow() throws Exception {
    store.refuse(2, new StorageException(Kind.UNAVAILABLE, "away on purpose"));
    fillTwoFiles();
    await().until(() -> store.inserts() == 3);
    store.release(3);
    store.hold(4);
    store.release(2);

    await().until(() -> store.inserts() == 4);
    assertThat(texts()).isEmpty();
    store.release(4);
    assertThat(found(analytics)).containsExactly("younger", "older", "younger");
    assertThat(texts().getFirst()).contains("older");
    assertThat(analytics.isReady()).isTrue();
  }

  @Test
  void anOlderFileIsInsertedThoughTheStoreDoesNotTakeTheYoungerNow() throws Exception {
    store.refuse(3, new StorageException(Kind.UNAVAILABLE, "away on purpose"));
    fillTwoFiles();
    await().until(() -> store.inserts() == 3);
    store.release(3);
    store.hold(4);
    store.release(2);

    await().until(() -> store.inserts() == 4);
    await().untilAsserted(() -> assertThat(texts()).hasSize(1));
    store.release(4);
    assertThat(found(analytics)).containsExactly("younger", "older", "younger");
  }

  @Test
  void aRefusedRecordOfTheOlderFileDoesNotConcernTheYoungerOne() throws Exception {
    store.refuseText("poison");
    fillTwoFiles("poison");
    store.release(2);
    store.release(3);

    assertThat(found(analytics)).containsExactly("younger", "older", "younger");
    assertThat(files("refused-")).hasSize(1);
  }

  @Test
  void bothFilesAndTheOneThatTakesRowsOutliveTheProcess() throws Exception {
    fillTwoFiles();
    await().until(() -> store.inserts() == 3);
    insert(1, "youngest");

    try (Analytics next = WriteAheadAnalytics.open(store(), folder)) {
      assertThat(found(next)).containsExactly("youngest", "older", "younger");
    }
    store.release(2);
    store.release(3);
  }

  @Test
  void anEndOfTheStoreBetweenTheTwoLosesNothing() throws Exception {
    fillTwoFiles();
    await().until(() -> store.inserts() == 3);
    store.release(2);
    await().untilAsserted(() -> assertThat(texts()).hasSize(1));
    store.refuse(new StorageException(Kind.UNAVAILABLE, "away on purpose"));
    store.release(3);

    assertThatThrownBy(() -> found(analytics)).hasMessageContaining("away on purpose");
    try (Analytics next = WriteAheadAnalytics.open(store(), folder)) {
      assertThat(found(next)).containsExactly("younger", "older", "younger");
    }
  }

  private void fillTwoFiles() throws Exception {
    fillTwoFiles("harmless");
  }

  /** Row 1 is in both files with the same version, row 2 in the older and row 3 in the younger. */
  private void fillTwoFiles(String alsoInTheOlder) throws Exception {
    store.hold(1);
    store.hold(2);
    store.hold(3);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(() -> insert(0, "first"), Thread::startVirtualThread);
    await().until(() -> store.inserts() == 1);
    insert(1, "older");
    insert(2, "older");
    insert(4, alsoInTheOlder);
    fill(100);
    store.release(1);
    first.get(10, SECONDS);
    await().until(() -> store.inserts() == 2);
    insert(1, "younger");
    insert(3, "younger");
    fill(200);
  }

  /** As much as is inserted without waiting for more. */
  private void fill(long from) {
    for (int i = 0; i < 16; i++) {
      insert(from + i, MEGABYTE);
    }
  }

  private void insert(long id, String text) {
    analytics.insert("rows", COLUMNS, rows -> rows.int64(id).int64(1).string(text));
  }

  /** The texts of rows 1, 2 and 3. */
  private static List<String> found(Analytics of) {
    return of.query(
        Statement.of("SELECT text FROM rows FINAL WHERE id IN (1, 2, 3) ORDER BY id"),
        row -> row.string());
  }

  /** The files that are in the store. */
  private List<String> texts() {
    List<String> texts = new CopyOnWriteArrayList<>(store.texts());
    texts.removeIf(text -> text.contains("first"));
    return texts;
  }

  private HeldStore store() {
    Engine engine = TestEngine.engine();
    return new HeldStore(
        new ClickHouseAnalytics(
            () ->
                new ClickHouseEndpoint(
                    engine.endpoint(), engine.user(), engine.password(), database)));
  }

  private List<Path> files(String prefix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
  }
}
