package dev.opikdesktop.storage.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every analytics store must do. A subclass says how to open one on an empty database. */
@Timeout(60)
public abstract class AnalyticsContract {
  private static final List<String> COLUMNS = List.of("id", "text");

  protected Analytics analytics;

  protected abstract Analytics open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    analytics = open();
    analytics.execute(
        Statement.of("CREATE TABLE rows (id Int64, text String) ENGINE = MergeTree ORDER BY id"));
  }

  @AfterEach
  void closeStore() {
    analytics.close();
  }

  @Test
  void anOpenStoreIsReady() {
    assertThat(analytics.isReady()).isTrue();
  }

  @Test
  void insertedRowsAreVisibleToTheNextQuery() {
    for (int i = 0; i < 20; i++) {
      insert(i, "row " + i);
      assertThat(count()).isEqualTo(i + 1);
    }
  }

  @Test
  void deletedRowsAreInvisibleToTheNextQueryAndTheirBytesGoWithACompaction() {
    makeMutable();
    for (int i = 0; i < 20; i++) {
      insert(i, "row " + i);
    }
    assertThat(analytics.tablesToCompact()).isEmpty();

    for (int i = 0; i < 10; i++) {
      analytics.delete(Statement.of("DELETE FROM rows WHERE id = {id:Int64}").with("id", i));
      assertThat(count()).isEqualTo(19 - i);
    }
    assertThat(analytics.tablesToCompact()).containsExactly("rows");
    analytics.compact("rows");

    assertThat(analytics.tablesToCompact()).isEmpty();
    assertThat(count()).isEqualTo(10);
    assertThat(rowsOnDisk()).isEqualTo(10);
  }

  @Test
  void aTableOfAnotherMakeCanBeDeletedFromToo() {
    insert(1, "one");
    insert(2, "two");

    analytics.delete(Statement.of("DELETE FROM rows WHERE id = 1"));

    assertThat(texts(Statement.of("SELECT text FROM rows"))).containsExactly("two");
  }

  @Test
  void aQueryOfNoRowsIsAnEmptyList() {
    assertThat(texts(Statement.of("SELECT text FROM rows"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "it's \"quoted\"",
        "back\\slash \\n \\N",
        "\\N",
        "tab\tnewline\nreturn\r",
        "nul\0byte",
        "{id:Int64}",
        "'; DROP TABLE rows; --",
        "ümläut 漢字 🐶",
        "%26 + & = ?"
      })
  void aBoundTextArrivesAsItIs(String text) {
    Statement statement = Statement.of("SELECT {text:String}").with("text", text);
    assertThat(texts(statement)).containsExactly(text);
  }

  @Test
  void boundTextsOfAListArriveAsTheyAre() {
    List<String> texts = List.of("a", "it's", "back\\slash", "tab\t, comma", "漢字", "");
    Statement statement =
        Statement.of("SELECT arrayJoin({texts:Array(String)})").with("texts", texts);
    assertThat(texts(statement)).isEqualTo(texts);
  }

  @Test
  void aBoundTextMayBeLong() {
    String text = "long ".repeat(100_000);
    assertThat(texts(Statement.of("SELECT {text:String}").with("text", text)))
        .containsExactly(text);
  }

  @Test
  void aTimeAndAnIdComeBackAsBound() {
    Instant time = Instant.parse("2026-03-29T01:30:00.123456789Z");
    UUID id = UUID.fromString("0190babc-62a0-71d2-832a-0feffa4676eb");
    Statement statement =
        Statement.of("SELECT {time:DateTime64(9, 'UTC')}, toFixedString(unhex({id:String}), 16)")
            .with("time", time)
            .with("id", id);
    List<Object> row =
        analytics
            .query(statement, reader -> List.<Object>of(reader.instant9(), reader.id()))
            .getFirst();
    assertThat(row).containsExactly(time, id);
  }

  @Test
  void aSettingHoldsForItsStatementAlone() {
    Statement statement = Statement.of("SELECT toString(getSetting('max_threads'))");
    String before = texts(statement).getFirst();
    assertThat(texts(statement.setting("max_threads", "3"))).containsExactly("3");
    assertThat(texts(statement)).containsExactly(before);
  }

  @Test
  void aStreamHandsOverEveryRowInOrder() {
    List<Long> seen = new ArrayList<>();
    analytics.stream(
        Statement.of("SELECT toInt64(number) FROM numbers(500000)"),
        row -> row.int64(),
        value -> {
          seen.add(value);
          return true;
        });
    assertThat(seen).hasSize(500_000).isSorted();
  }

  @Test
  @Timeout(60)
  void aStreamEndsWhenNoMoreRowsAreWanted() {
    List<Long> seen = new ArrayList<>();
    analytics.stream(
        Statement.of("SELECT toInt64(number) FROM system.numbers"),
        row -> row.int64(),
        value -> {
          seen.add(value);
          return seen.size() < 10;
        });
    assertThat(seen).hasSize(10);
    assertThat(analytics.isReady()).isTrue();
  }

  @Test
  void aStatementWithAMistakeIsInvalid() {
    assertThatThrownBy(() -> analytics.execute(Statement.of("SELEC 1")))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  @Test
  void anInsertWhoseWriterFailsLeavesNothing() {
    assertThatThrownBy(
            () ->
                analytics.insert(
                    "rows",
                    COLUMNS,
                    rows -> {
                      rows.int64(1).string("half");
                      throw new IllegalArgumentException("on purpose");
                    }))
        .isInstanceOf(RuntimeException.class);
    assertThat(count()).isZero();
  }

  @Test
  void aLargeInsertArrivesWhole() {
    String text = "x".repeat(1000);
    analytics.insert(
        "rows",
        COLUMNS,
        rows -> {
          for (int i = 0; i < 50_000; i++) {
            rows.int64(i).string(text);
          }
        });
    assertThat(count()).isEqualTo(50_000);
  }

  @Test
  void manyThreadsWriteAndReadTogether() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        int id = i;
        all.add(
            executor.submit(
                () -> {
                  insert(id, "text " + id);
                  assertThat(
                          texts(
                              Statement.of("SELECT text FROM rows WHERE id = {id:Int64}")
                                  .with("id", id)))
                      .containsExactly("text " + id);
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(count()).isEqualTo(32);
  }

  /** As our tables are. */
  private void makeMutable() {
    analytics.execute(
        Statement.of(
            """
            ALTER TABLE rows
            MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1
            """));
  }

  private long rowsOnDisk() {
    return analytics
        .query(
            Statement.of(
                """
                SELECT toInt64(sum(rows))
                FROM system.parts
                WHERE database = currentDatabase() AND table = 'rows'
                """),
            row -> row.int64())
        .getFirst();
  }

  private void insert(long id, String text) {
    analytics.insert("rows", COLUMNS, rows -> rows.int64(id).string(text));
  }

  private long count() {
    return analytics
        .query(Statement.of("SELECT toInt64(count()) FROM rows"), row -> row.int64())
        .getFirst();
  }

  private List<String> texts(Statement statement) {
    return analytics.query(statement, AnalyticsContract::text);
  }

  private static String text(RowBinaryReader row) throws IOException {
    return row.string();
  }
}
