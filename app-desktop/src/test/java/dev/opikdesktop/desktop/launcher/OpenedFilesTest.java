package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opikdesktop.desktop.explorer.opening.FileOpener;
import dev.opikdesktop.desktop.explorer.opening.FileOpener.Opened;
import dev.opikdesktop.desktop.explorer.opening.FileOpener.Taken;
import dev.opikdesktop.desktop.explorer.opening.UnreadableFileException;
import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.configuration.Configuration;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.storage.DataFolder;
import dev.opikdesktop.storage.engine.EngineSettings;
import dev.opikdesktop.transfer.api.Server;
import dev.opikdesktop.transfer.folder.FolderExport;
import dev.opikdesktop.transfer.folder.PartFormat;
import dev.opikdesktop.transfer.parquet.ParquetFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of all kinds, opened by a server of their own and imported to that of the application. */
@Timeout(120)
class OpenedFilesTest {
  private static final RunningServer OWN = RunningServer.shared();

  @TempDir Path folder;
  private final Told told = new Told();
  private final String project = "opened " + UUID.randomUUID();
  private OpenedFiles files;

  @BeforeEach
  void start() {
    files = opener();
  }

  private OpenedFiles opener() {
    return new OpenedFiles(
        folder.resolve("opened"),
        folder.resolve("imports"),
        new Configuration.Engine(Optional.empty(), 2L << 30, 12),
        () -> OWN.server().restUrl());
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    files.close();

    assertThat(leftovers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "jsonl, 'Opik Desktop export, JSON Lines', 1 traces, question",
    "parquet, 'Opik Desktop export, Parquet', 1 traces, question",
    "opik, opik export, '1 traces, 1 spans, ', question",
    "otlp, OTLP JSON, 3 spans, agent",
    "jaeger, Jaeger JSON, 4 spans, old client",
    "zip, opik export in a .zip, '1 traces, 1 spans, ', question",
  })
  void eachKindIsOpenedAndReadOnly(String kind, String form, String contents, String trace)
      throws Exception {
    FileOpener.Found found = files.recognise(made(kind));
    int before = ownProjects();

    Opened opened = files.open(found, told);

    assertThat(found.form()).isEqualTo(form);
    assertThat(opened.taken().contents()).startsWith(contents);
    assertThat(opened.taken().isWhole()).isTrue();
    assertThat(told.counts).isNotEmpty();
    try (LocalClient client = new LocalClient(opened.address().getPort())) {
      String shown = opened.taken().projects().getFirst();
      Answer traces = client.get("/v1/private/traces?project_name=" + encoded(shown));
      assertThat(traces.text()).contains("\"name\":\"" + trace + "\"");
      Answer write = client.post("/v1/private/projects", "{\"name\":\"mine\"}");
      assertThat(write.status()).isEqualTo(403);
      assertThat(write.text()).contains("read-only");
    }
    assertThat(ownProjects()).isEqualTo(before);
    opened.close();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void whatIsGoodOfABrokenFileIsShownAndTheRestNamed() throws Exception {
    Path file = folder.resolve("traces.json");
    String lines = Files.readString(resource("agent.jsonl"));
    Files.writeString(file, "{\"resourceLogs\": []}\n{broken}\n" + lines + lines.substring(0, 300));

    Taken taken = files.open(files.recognise(file), told).taken();

    assertThat(taken.isWhole()).isFalse();
    assertThat(taken.contents()).isEqualTo("3 spans");
    assertThat(taken.leftOut()).anyMatch(each -> each.startsWith("traces.json, line 2: "));
    assertThat(taken.end()).contains("traces.json, line ").contains("cut short");
  }

  @Test
  void aFileWithoutAnythingGoodIsNotOpened() throws Exception {
    Path file = folder.resolve("traces.json");
    Files.writeString(file, "{\"resourceSpans\": [{\"resource\": ");
    Path strange = folder.resolve("strange.json");
    Files.writeString(strange, "{\"orders\": []}");

    FileOpener.Found found = files.recognise(file);
    assertThatThrownBy(() -> files.open(found, told))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("traces.json, line 1")
        .hasMessageContaining("cut short");
    assertThat(leftovers()).isEmpty();
    assertThatThrownBy(() -> files.recognise(strange))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("it begins with 'orders'");
  }

  @Test
  void anOpeningThatIsGivenUpLeavesNothing() throws Exception {
    FileOpener.Found found = files.recognise(made("otlp"));
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread opening =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    files.open(found, told);
                    failure.complete(null);
                  } catch (UnreadableFileException givenUp) {
                    failure.complete(givenUp);
                  }
                });
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !leftovers().isEmpty());
    opening.interrupt();

    assertThat(failure.get()).isNotNull();
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void whatAKilledProcessLeftIsSwept() throws Exception {
    Instant old = Instant.now().minusSeconds(120);
    Path left = Files.createDirectories(folder.resolve("opened/file-left/engine"));
    Files.writeString(left.resolve("data"), "of a process that is gone");
    Path held = folder.resolve("opened/file-held");
    Path young = Files.createDirectories(folder.resolve("opened/file-young"));
    try (DataFolder others = DataFolder.open(held)) {
      for (Path each : List.of(left.getParent(), held)) {
        Files.setLastModifiedTime(each, FileTime.from(old));
      }

      OpenedFiles next = opener();
      next.sweep();

      await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(left.getParent()));
      assertThat(others.engine()).isDirectory();
      assertThat(young).isDirectory();
      next.close();
    }
    WorkFolder.delete(held);
    WorkFolder.delete(young);
  }

  @Test
  void anImportGoesToTheOwnServer() throws Exception {
    Taken taken = files.importTo(files.recognise(made("otlp")), project, told);

    assertThat(taken.contents()).isEqualTo("3 spans");
    assertThat(taken.projects()).containsExactly(project);
    try (LocalClient client = new LocalClient(OWN.server().restPort())) {
      assertThat(client.get("/v1/private/traces?project_name=" + encoded(project)).text())
          .contains("\"name\":\"agent\"");
    }
  }

  private Path made(String kind) throws Exception {
    return switch (kind) {
      case "otlp" -> resource("agent.jsonl");
      case "jaeger" -> resource("jaeger.json");
      case "opik" -> {
        Path inner = Files.createDirectories(folder.resolve("export/default/projects/019c"));
        Files.copy(resource("trace_1.json"), inner.resolve("trace_1.json"));
        Path span = inner.resolve("attachments/span/019cb725-a7a4-7a02-b9f6-5b3a7f1c0002");
        Files.writeString(Files.createDirectories(span).resolve("notes.txt"), "Grüße");
        yield folder.resolve("export");
      }
      case "zip" -> zipped(made("opik"));
      default -> {
        Path export = folder.resolve("export");
        try (LocalClient client = new LocalClient(OWN.server().restPort());
            Server server = new Server(OWN.server().restUrl());
            ParquetFormat parquet =
                new ParquetFormat(() -> EngineSettings.of(folder.resolve("parquet")))) {
          Answer made =
              client.post(
                  "/v1/private/traces",
                  "{\"project_name\": \"%s\", \"name\": \"question\", \"start_time\": \"2026-03-04T05:06:07Z\"}"
                      .formatted(project));
          assertThat(made.status()).isEqualTo(201);
          PartFormat format = kind.equals("jsonl") ? PartFormat.JSON_LINES : parquet;
          new FolderExport(server, format, any -> {}).run(project, export);
        }
        yield export;
      }
    };
  }

  private Path zipped(Path files) throws IOException {
    Path zip = folder.resolve("export.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return zip;
  }

  private static int ownProjects() {
    try (LocalClient client = new LocalClient(OWN.server().restPort())) {
      return client.get("/v1/private/projects?size=1").json().path("total").asInt();
    }
  }

  private Path resource(String name) throws IOException {
    Path given = Files.createDirectories(folder.resolve("given")).resolve(name);
    try (InputStream file = OpenedFilesTest.class.getResourceAsStream("/foreign/" + name)) {
      Files.copy(file, given, StandardCopyOption.REPLACE_EXISTING);
    }
    return given;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private List<Path> leftovers() throws IOException {
    if (!Files.exists(folder.resolve("opened"))) {
      return List.of();
    }
    try (Stream<Path> left = Files.list(folder.resolve("opened"))) {
      return left.toList();
    }
  }

  private static final class Told implements FileOpener.Listener {
    final List<Long> counts = new CopyOnWriteArrayList<>();

    @Override
    public void says(String sentence) {}

    @Override
    public void reached(long records) {
      counts.add(records);
    }
  }
}
