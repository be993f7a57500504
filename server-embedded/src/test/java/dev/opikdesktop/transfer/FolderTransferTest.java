package dev.opikdesktop.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.storage.engine.EngineSettings;
import dev.opikdesktop.transfer.api.Server;
import dev.opikdesktop.transfer.folder.FolderExport;
import dev.opikdesktop.transfer.folder.FolderSource;
import dev.opikdesktop.transfer.folder.Manifest;
import dev.opikdesktop.transfer.folder.PartFormat;
import dev.opikdesktop.transfer.parquet.ParquetFormat;
import dev.opikdesktop.transfer.records.ImportSink;
import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.Refusal;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.records.TransferRecord;
import dev.opikdesktop.transfer.run.ImportRun;
import dev.opikdesktop.transfer.run.ImportState;
import dev.opikdesktop.transfer.run.Importable;
import dev.opikdesktop.transfer.run.PathImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class FolderTransferTest {
  private static final String SAMPLE = "samples-" + UUID.randomUUID();
  private static final RunningServer SERVER = RunningServer.shared();
  private static final Server FROM = new Server(SERVER.server().restUrl());
  private static final RunningServer OTHER = RunningServer.start();
  private static final Server TO = new Server(OTHER.server().restUrl());

  @TempDir private static Path engineFolder;
  @TempDir private Path folder;

  private static ParquetFormat parquet;

  @BeforeAll
  static void makeProject() {
    SampleProject.make(SERVER, SAMPLE, 0, 1024, 3 << 20);
    parquet = new ParquetFormat(() -> EngineSettings.of(engineFolder));
  }

  @AfterAll
  static void close() {
    parquet.close();
    FROM.close();
    TO.close();
    OTHER.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "parquet"})
  void whatIsImportedIsExportedTheSame(String format) {
    Manifest first = export(FROM, SAMPLE, "first", format);
    String copy = "copy-" + UUID.randomUUID();

    Map<RecordKind, Long> written = importTo(TO, "first", copy);
    export(TO, copy, "second", format);

    assertThat(first.counts())
        .containsEntry(RecordKind.TRACE, 6L)
        .containsEntry(RecordKind.SPAN, 12L)
        .containsEntry(RecordKind.THREAD, 1L)
        .containsEntry(RecordKind.FEEDBACK_SCORE, 26L)
        .containsEntry(RecordKind.COMMENT, 13L)
        .containsEntry(RecordKind.ASSERTION_RESULT, 12L)
        .containsEntry(RecordKind.GUARDRAIL, 6L)
        .containsEntry(RecordKind.ATTACHMENT, 6L);
    assertThat(written).isEqualTo(first.counts());
    assertThat(files("second")).isEqualTo(files("first"));
    assertThat(TO.project(copy).orElseThrow().path("description").asString())
        .isEqualTo("of samples");
  }

  @Test
  void bothFormatsSayTheSame() {
    export(FROM, SAMPLE, "parquet", "parquet");
    export(FROM, SAMPLE, "lines", "jsonl");
    String copy = "copy-" + UUID.randomUUID();

    importTo(TO, "parquet", copy);
    export(TO, copy, "copied", "jsonl");

    assertThat(files("copied")).isEqualTo(files("lines"));
  }

  @Test
  void aSecondImportChangesNothing() {
    export(FROM, SAMPLE, "first", "jsonl");
    String copy = "copy-" + UUID.randomUUID();
    importTo(TO, "first", copy);
    export(TO, copy, "once", "jsonl");

    importTo(TO, "first", copy);
    export(TO, copy, "twice", "jsonl");

    assertThat(files("twice")).isEqualTo(files("once"));
  }

  @Test
  void anExportThatWasEndedGoesOnToTheSameFiles() {
    export(FROM, SAMPLE, "whole", "jsonl");
    for (String end : List.of("threads", "spans", "comments")) {
      assertThatThrownBy(
              () ->
                  new FolderExport(FROM, PartFormat.JSON_LINES, endAt(end))
                      .run(SAMPLE, folder.resolve("ended")))
          .hasMessage("ended at " + end);
      assertThatThrownBy(() -> Manifest.read(folder.resolve("ended")))
          .isInstanceOf(TransferException.class)
          .hasMessageContaining("is not finished: run the export again");
    }
    export(FROM, SAMPLE, "ended", "jsonl");

    assertThat(files("ended")).isEqualTo(files("whole"));
  }

  private static Consumer<String> endAt(String kind) {
    return sentence -> {
      if (sentence.startsWith(kind)) {
        throw new IllegalStateException("ended at " + kind);
      }
    };
  }

  @Test
  void anImportThatWasEndedGoesOnBehindTheLastRecordThatIsDurable() {
    Manifest manifest = export(FROM, SAMPLE, "first", "jsonl");
    FolderSource source =
        new FolderSource(folder.resolve("first"), manifest, PartFormat.JSON_LINES, "p");
    List<String> positions = new ArrayList<>();
    ImportState state = ImportState.load(folder.resolve("states"), "x");
    new ImportRun(source, new Positions(positions), state, any -> {}, any -> {}).run();
    int all = positions.size();

    new ImportRun(
            source,
            new Positions(positions),
            ImportState.load(folder.resolve("states"), "x"),
            any -> {},
            any -> {})
        .run();

    assertThat(all).isEqualTo((int) manifest.counts().values().stream().mapToLong(n -> n).sum());
    assertThat(positions).hasSize(all).doesNotHaveDuplicates();
    try (var entries = source.open("spans/00001.jsonl:11")) {
      assertThat(entries.next()).extracting("position").isEqualTo("spans/00001.jsonl:12");
      assertThat(entries.next()).extracting("position").isEqualTo("feedback_scores/00001.jsonl:1");
    }
  }

  @Test
  void whatWasDeletedSinceAnImportWasEndedComesWithTheNextButOne() {
    Manifest manifest = export(FROM, SAMPLE, "first", "jsonl");
    String copy = "copy-" + UUID.randomUUID();
    String id = TO.makeProject(copy, null);
    ImportState ended = ImportState.load(folder.resolve("states"), id + "/" + manifest.hash());
    ended.begin(TO.counts(id));
    FolderSource source =
        new FolderSource(folder.resolve("first"), manifest, PartFormat.JSON_LINES, copy);
    new ImportRun(source, new Positions(new ArrayList<>()), ended, any -> {}, any -> {}).run();

    assertThatThrownBy(() -> importTo(TO, "first", copy))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("The project holds 0 threads after the import");

    assertThat(importTo(TO, "first", copy)).isEqualTo(manifest.counts());
    assertThat(TO.counts(id)).isEqualTo(manifest.counts());
  }

  private record Positions(List<String> seen) implements ImportSink {
    @Override
    public void write(TransferRecord record, Consumer<Refusal> refused) {
      seen.add(record.position());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource({
    "'\"version\" : 1', '\"version\" : 2', the version 2 of the format",
    "spans/00001.jsonl, ../00001.jsonl, which is no data file of an export",
    "spans/00001.jsonl, /etc/00001.jsonl, which is no data file of an export",
    "'\"spans\" : 12', '\"spans\" : 13', contradicts itself",
    "opik-desktop-export, something, is not the manifest of an export",
    "'{', '', cannot be read",
  })
  void aManifestThatIsNotOursIsRefused(String part, String other, String why) {
    export(FROM, SAMPLE, "first", "jsonl");
    change("first/" + Manifest.FILE, text -> text.replaceFirst(Pattern.quote(part), other));

    assertThatThrownBy(() -> importTo(TO, "first", "never"))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(why);
    assertThat(TO.project("never")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "spans/00001.jsonl, cut, bytes instead of",
    "spans/00001.jsonl, change, has the SHA-256",
    "comments/00001.jsonl, delete, is missing",
    "traces/00001.jsonl, link, is missing",
    "files, change, does not hold the bytes of the attachment",
    "files, delete, are missing",
    "files, link, are missing",
  })
  void aBrokenFileIsNamedAndNothingIsImported(String which, String how, String why)
      throws IOException {
    export(FROM, SAMPLE, "first", "jsonl");
    Path file = folder.resolve("first").resolve(which);
    if (Files.isDirectory(file)) {
      try (Stream<Path> contents = Files.walk(file)) {
        file = contents.filter(each -> each.toFile().length() == 1024).findFirst().orElseThrow();
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    switch (how) {
      case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));
      case "change" -> {
        bytes[7]++;
        Files.write(file, bytes);
      }
      case "delete" -> Files.delete(file);
      default -> {
        Files.move(file, folder.resolve("elsewhere"));
        Files.createSymbolicLink(file, folder.resolve("elsewhere"));
      }
    }

    assertThatThrownBy(() -> importTo(TO, "first", "never"))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(why);
    assertThat(TO.project("never")).isEmpty();
  }

  @Test
  void aRecordThatTheServerRefusesIsNamedAndTheOthersAreImported() {
    Manifest manifest = export(FROM, SAMPLE, "first", "jsonl");
    String copy = "copy-" + UUID.randomUUID();
    change(
        "first/comments/00001.jsonl",
        text -> text.replaceFirst("\"text\":\"A \\\\\"comment\\\\\".\"", "\"text\":null"));
    change(
        "first/" + Manifest.FILE,
        text -> resealed(text, "comments/00001.jsonl", folder.resolve("first")));

    assertThatThrownBy(() -> importTo(TO, "first", copy))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("1 times something was left out")
        .hasMessageContaining("comments/00001.jsonl:1: text must not be null");
    String id = TO.project(copy).orElseThrow().path("id").asString();
    assertThat(TO.counts(id).get(RecordKind.COMMENT)).isEqualTo(12);
    assertThat(manifest.counts().get(RecordKind.COMMENT)).isEqualTo(13);
  }

  @Test
  void aFolderWithOtherThingsIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");

    assertThatThrownBy(
            () -> new FolderExport(FROM, PartFormat.JSON_LINES, any -> {}).run(SAMPLE, folder))
        .hasMessageContaining("is not empty");
    assertThatThrownBy(() -> export(FROM, SAMPLE, "mine.txt", "jsonl"))
        .hasMessageEndingWith(
            "cannot go on: " + folder.resolve("mine.txt") + " is a file, not a folder");
    export(FROM, SAMPLE, "first", "jsonl");
    assertThatThrownBy(() -> export(FROM, SAMPLE, "first", "jsonl"))
        .hasMessageContaining("holds a finished export already");
  }

  @Test
  void parquetInAFolderThatTheEngineTakesForAPatternIsRefused() {
    assertThatThrownBy(() -> export(FROM, SAMPLE, "all{1,2}", "parquet"))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("all{1,2}")
        .hasMessageEndingWith("choose another folder.");
  }

  /** As somebody who changes a file and its manifest with it. */
  private static String resealed(String manifest, String path, Path root) {
    try {
      byte[] bytes = Files.readAllBytes(root.resolve(path));
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return manifest.replaceFirst(
          "(\"path\" : \"%s\",\\s+\"records\" : \\d+,\\s+\"bytes\" : )\\d+,(\\s+\"sha256\" : \")\\w+"
              .formatted(path),
          "$1" + bytes.length + ",$2" + sha256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void change(String file, UnaryOperator<String> change) {
    try {
      Path path = folder.resolve(file);
      Files.writeString(path, change.apply(Files.readString(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Manifest export(Server server, String project, String name, String format) {
    PartFormat as = format.equals("jsonl") ? PartFormat.JSON_LINES : parquet;
    return new FolderExport(server, as, any -> {}).run(project, folder.resolve(name));
  }

  private Map<RecordKind, Long> importTo(Server server, String name, String project) {
    Path path = folder.resolve(name);
    return new PathImport(server, parquet, folder.resolve("states"), any -> {})
        .run(Importable.at(path), project)
        .requireAll()
        .counts();
  }

  /** The bytes of every file but the manifest, by path. */
  private Map<String, String> files(String name) {
    Path root = folder.resolve(name);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(Manifest.FILE)) {
          contents.put(
              root.relativize(file).toString(),
              Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
