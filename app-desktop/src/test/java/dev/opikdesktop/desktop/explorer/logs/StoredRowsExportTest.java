package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.parquet.ParquetReader;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.LoggedRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Against a whole server: what is stored is what a file has. */
class StoredRowsExportTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final LoggedRows LOGGED = new LoggedRows(6);

  @TempDir private static Path engineFolder;
  @TempDir private Path folder;
  private static ParquetReader reader;
  private Drawing drawing;
  private LogExport export;

  @BeforeAll
  static void start() {
    reader = new ParquetReader(engineFolder);
  }

  @AfterAll
  static void stop() {
    reader.close();
  }

  @BeforeEach
  void open() {
    drawing = new Drawing(LoggedRows.url());
    export = new LogExport(drawing.client(), drawing.background());
  }

  @AfterEach
  void close() {
    drawing.close();
  }

  @ParameterizedTest
  @EnumSource(LogKind.class)
  void aParquetFileHasEveryRowOfEachKind(LogKind kind) throws Exception {
    List<JsonNode> rows = parquet(Chosen.matching(all(kind), Set.of(), 6));

    assertThat(rows).hasSize(6);
    assertThat(rows.stream().map(row -> row.path("id").asString()).distinct()).hasSize(6);
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.path("usage.total_tokens").asLong()).isEqualTo(15));
  }

  @Test
  void scoresTagsTimesAndPayloadsHaveColumnsOfTheirKinds() throws Exception {
    LogQuery query = all(LogKind.TRACES).searching("tags contains \"even\"", "");

    List<JsonNode> rows = parquet(Chosen.matching(query, Set.of(), 3));

    assertThat(rows).hasSize(3);
    JsonNode last = rows.getFirst();
    assertThat(last.path("id").asString()).isEqualTo(LOGGED.ids().get(4));
    assertThat(last.path("feedback_scores.helpful").asDouble()).isEqualTo(0.5);
    assertThat(last.path("feedback_scores.helpful.reason").asString()).isEqualTo("Because 4");
    assertThat(last.path("tags").toString()).isEqualTo("[\"even\"]");
    assertThat(last.path("duration").asDouble()).isEqualTo(2000);
    assertThat(last.path("input").asString()).isEqualTo("{\"question\":\"Number 4?\"}");
    assertThat(last.path("start_time").asString()).endsWith("Z");
  }

  @Test
  void markedRowsAloneAreExported() throws Exception {
    List<String> some = List.of(LOGGED.ids().get(1), LOGGED.ids().get(5));

    assertThat(parquet(Chosen.of(all(LogKind.TRACES), some, 1)))
        .hasSize(2)
        .allSatisfy(row -> assertThat(some).contains(row.path("id").asString()));
  }

  @Test
  void theReasonOfAScoreStandsBehindItInACsv() throws Exception {
    Path file = folder.resolve("rows.csv");
    List<LogColumn> columns =
        LogColumns.of(List.of("helpful"), List.of(), List.of()).stream().toList();

    drawing.run(
        () ->
            export.start(
                Chosen.of(all(LogKind.TRACES), LOGGED.ids().subList(3, 4), 100),
                columns,
                LogExport.Format.CSV,
                file));

    await().atMost(LONG).until(() -> Files.exists(file));
    assertThat(Files.readString(file)).isEqualTo("helpful,helpful reason\r\n0.5,Because 3\r\n");
  }

  @Test
  void whatIsCancelledLeavesNoFile() {
    Path file = folder.resolve("rows.parquet");
    Chosen all = Chosen.matching(all(LogKind.TRACES), Set.of(), 6);

    drawing.run(
        () -> {
          export.start(all, List.of(), LogExport.Format.PARQUET, file);
          export.file().cancel();
        });

    await().atMost(LONG).untilAsserted(() -> assertThat(folder.toFile().list()).isEmpty());
    assertThat(drawing.on(() -> export.file().progressProperty().get())).isEmpty();
  }

  private List<JsonNode> parquet(Chosen chosen) throws Exception {
    Path file = folder.resolve("rows.parquet");
    drawing.run(() -> export.start(chosen, List.of(), LogExport.Format.PARQUET, file));
    await()
        .atMost(LONG)
        .until(
            () ->
                Files.exists(file)
                    || !drawing.on(() -> export.file().failureProperty().get()).isEmpty());
    assertThat(drawing.on(() -> export.file().failureProperty().get())).isEmpty();
    return reader.rows(file);
  }

  private LogQuery all(LogKind kind) {
    return LogQuery.all(LOGGED.project(drawing.client()).id(), kind);
  }
}
