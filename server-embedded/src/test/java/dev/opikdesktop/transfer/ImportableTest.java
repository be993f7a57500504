package dev.opikdesktop.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.transfer.records.RecordKind;
import dev.opikdesktop.transfer.records.TransferException;
import dev.opikdesktop.transfer.run.Importable;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files are, by what is in them. */
final class ImportableTest {
  private static final String MANIFEST =
      """
      {"what": "opik-desktop-export", "version": 1, "format": "parquet",
       "project": {"name": "mine"}, "records": {"traces": 7},
       "files": [{"kind": "traces", "path": "traces/00001.parquet", "records": 7, "bytes": 900,
         "sha256": "%s"}]}
      """
          .formatted("0".repeat(64));

  @TempDir private Path folder;

  @Test
  void spansAreKnownWhateverTheFileIsCalled() throws Exception {
    Path renamed = folder.resolve("notes.txt");
    Files.copy(resource("agent.jsonl"), renamed);

    Importable found = Importable.at(renamed);

    assertThat(found.form()).isEqualTo("OTLP JSON");
    assertThat(found.bytes()).isEqualTo(Files.size(renamed));
    assertThat(found.counts()).isEmpty();
    assertThat(found.projects()).isEmpty();
  }

  @Test
  void aFileMayBePacked() throws Exception {
    Path packed = folder.resolve("jaeger");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(resource("jaeger.json"), out);
    }

    assertThat(Importable.at(packed).form()).isEqualTo("Jaeger JSON");
  }

  @Test
  void anExportOfOpikTellsItsProjectAndHowManyTraces() throws Exception {
    Path project = Files.createDirectories(folder.resolve("default/projects/019c"));
    Files.copy(resource("trace_1.json"), project.resolve("trace_1.json"));
    Files.copy(resource("trace_1.csv"), project.resolve("trace_2.csv"));
    Files.writeString(project.resolve("project.json"), "{\"name\": \"the bot\"}");

    Importable found = Importable.at(folder);

    assertThat(found.form()).isEqualTo("opik export");
    assertThat(found.projects()).containsExactly("the bot");
    assertThat(found.counts()).containsOnlyKeys(RecordKind.TRACE).containsValue(2L);
    assertThat(Importable.at(project.resolve("trace_1.json")).counts()).containsValue(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "manifest.json", "traces/00001.parquet"})
  void aFileOfAnExportStandsForAllOfIt(String chosen) throws Exception {
    Files.createDirectories(folder.resolve("traces"));
    Files.writeString(folder.resolve("manifest.json"), MANIFEST);
    Files.writeString(folder.resolve("traces/00001.parquet"), "PAR1");

    Importable found = Importable.at(folder.resolve(chosen));

    assertThat(found.path()).isEqualTo(folder);
    assertThat(found.form()).isEqualTo("Opik Desktop export, Parquet");
    assertThat(found.projects()).containsExactly("mine");
    assertThat(found.counts()).containsEntry(RecordKind.TRACE, 7L);
    assertThat(found.bytes()).isEqualTo(900);
  }

  @Test
  void somethingElseIsRefusedInWords() throws Exception {
    Path zip = folder.resolve("traces.json");
    Files.write(zip, new byte[] {'P', 'K', 3, 4, 0, 0});
    Path manifest = folder.resolve("manifest.json");
    Files.writeString(manifest, "{\"name\": \"a web page\"}");

    assertThatThrownBy(() -> Importable.at(zip))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("is packed with zip");
    assertThatThrownBy(() -> Importable.at(manifest))
        .hasMessageContaining("is not the manifest of an export of Opik Desktop");
    assertThatThrownBy(() -> Importable.at(folder.resolve("none")))
        .hasMessageContaining("There is no file or folder");
  }

  private static Path resource(String name) throws Exception {
    return Path.of(ImportableTest.class.getResource("/foreign/" + name).toURI());
  }
}
