package dev.opikdesktop.desktop.explorer.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.LogQuery;
import dev.opikdesktop.desktop.wire.Drawing;
import dev.opikdesktop.desktop.wire.SupportAgent;
import dev.opikdesktop.desktop.wire.WireServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExportTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Chosen ALL =
      Chosen.matching(LogQuery.all(SupportAgent.PROJECT, LogKind.TRACES), Set.of(), 450);

  @TempDir Path folder;
  private WireServer server;
  private Drawing drawing;
  private LogExport export;

  @BeforeEach
  void open() throws Exception {
    server = new WireServer();
    SupportAgent agent = new SupportAgent(server, NOON);
    agent.project();
    agent.traces(450);
    drawing = new Drawing(server);
    export = new LogExport(drawing.client(), drawing.background());
  }

  @AfterEach
  void close() {
    drawing.close();
    server.close();
  }

  @Test
  void everyRowOfTheQueryIsALineOfJson() throws Exception {
    Path file = folder.resolve("traces.jsonl");

    drawing.run(() -> export.start(ALL, List.of(), LogExport.Format.JSON_LINES, file));

    await().until(() -> Files.exists(file));
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(450).allMatch(line -> line.startsWith("{"));
    assertThat(lines.stream().distinct()).hasSize(450);
    assertThat(drawing.on(() -> export.file().failureProperty().get())).isEmpty();
  }

  @Test
  void theTablesColumnsAreTheColumnsOfTheCsv() throws Exception {
    Path file = folder.resolve("traces.csv");
    List<LogColumn> columns =
        LogColumns.of(LogKind.TRACES).stream()
            .filter(column -> List.of("id", "input", "duration").contains(column.id()))
            .toList();

    drawing.run(() -> export.start(ALL, columns, LogExport.Format.CSV, file));

    await().until(() -> Files.exists(file));
    String text = Files.readString(file);
    assertThat(text).startsWith("Input,Duration,ID\r\n");
    assertThat(text.split("\r\n")).hasSize(451);
    assertThat(text).contains("\"\"content\"\"");
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid() {
    Path nowhere = folder.resolve("missing").resolve("traces.csv");

    drawing.run(() -> export.start(ALL, List.of(), LogExport.Format.CSV, nowhere));

    await()
        .untilAsserted(
            () ->
                assertThat(drawing.on(() -> export.file().failureProperty().get()))
                    .startsWith("Not exported"));
  }
}
