package dev.opikdesktop.desktop.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.parquet.ParquetColumn.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ParquetWriterTest {
  private static final List<ParquetColumn> COLUMNS =
      List.of(
          new ParquetColumn("text", Kind.TEXT),
          new ParquetColumn("long", Kind.LONG),
          new ParquetColumn("double", Kind.DOUBLE),
          new ParquetColumn("time", Kind.TIME),
          new ParquetColumn("texts", Kind.TEXTS));

  @TempDir private static Path engineFolder;
  @TempDir private Path folder;
  private static ParquetReader reader;

  @BeforeAll
  static void start() {
    reader = new ParquetReader(engineFolder);
  }

  @AfterAll
  static void stop() {
    reader.close();
  }

  @Test
  void everyKindOfValueIsReadAsItWasWritten() throws Exception {
    Path file = folder.resolve("kinds.parquet");
    try (ParquetWriter out = new ParquetWriter(Files.newOutputStream(file), COLUMNS)) {
      out.row(
          List.of(
              "Größe 😀",
              Long.MIN_VALUE,
              -0.125,
              Instant.parse("2026-11-23T12:00:00.123456Z"),
              List.of("one", "", "three")));
      out.row(Arrays.asList(null, null, null, null, List.of()));
      out.row(List.of("", 0L, 1e300, Instant.parse("1969-12-31T23:59:59.5Z"), List.of("last")));
    }

    List<JsonNode> rows = reader.rows(file);

    assertThat(reader.columns(file))
        .containsExactly(
            "text Nullable(String)",
            "long Nullable(Int64)",
            "double Nullable(Float64)",
            "time Nullable(DateTime64(6, 'UTC'))",
            "texts Array(String)");
    assertThat(rows.stream().map(JsonNode::toString))
        .containsExactly(
            "{\"text\":\"Größe 😀\",\"long\":-9223372036854775808,\"double\":-0.125,"
                + "\"time\":\"2026-11-23T12:00:00.123456Z\",\"texts\":[\"one\",\"\",\"three\"]}",
            "{\"text\":null,\"long\":null,\"double\":null,\"time\":null,\"texts\":[]}",
            "{\"text\":\"\",\"long\":0,\"double\":1.0E300,"
                + "\"time\":\"1969-12-31T23:59:59.500000Z\",\"texts\":[\"last\"]}");
  }

  @Test
  void groupsOfRowsFollowEachOther() throws Exception {
    Path file = folder.resolve("groups.parquet");
    String large = "x".repeat(3 << 20);
    try (ParquetWriter out = new ParquetWriter(Files.newOutputStream(file), COLUMNS)) {
      for (long i = 0; i < 10; i++) {
        out.row(Arrays.asList(large + i, i, null, null, List.of("a", "b")));
      }
    }

    assertThat(reader.rows(file).stream().map(row -> row.path("long").asLong()))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(reader.rows(file).getLast().path("text").asString()).isEqualTo(large + 9);
  }

  @Test
  void aFileMayHaveNoRows() throws Exception {
    Path file = folder.resolve("empty.parquet");

    new ParquetWriter(Files.newOutputStream(file), COLUMNS).close();

    assertThat(reader.columns(file)).hasSize(5);
    assertThat(reader.rows(file)).isEmpty();
  }
}
