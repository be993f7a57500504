package dev.opikdesktop.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opikdesktop.desktop.launcher.StartedApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * A project carried from one server to another by the genuine client's command line: {@code opik
 * export} and {@code opik import}.
 */
@Tag("clients")
@ParameterizedClass
@ValueSource(strings = {"newest", "older"})
final class PythonTransferTest {
  private static final String PROJECT = "python transfer/1";

  private static JsonNode filled;
  private static JsonNode before;
  private static JsonNode after;
  private static JsonNode taken;
  private static String imported;
  private static Path exported;
  private static String secondExport;
  private static String secondImport;
  private static String csv;

  /** Which packages of {@code clients.properties}. */
  @Parameter String age;

  @BeforeParameterizedClassInvocation
  static void carry(String age, @TempDir Path folder) throws Exception {
    Path python = new ClientPackages().python(age);
    exported = folder.resolve("exported");
    String path = exported.toString();
    try (StartedApp from = StartedApp.ready(folder.resolve("from"))) {
      var client = client(folder.resolve("scripts-from"), from);
      filled = client.python(python, "python_transfer_fill.py");
      client.opik(python, "export", "default", PROJECT, "traces", "--path", path);
      secondExport = client.opik(python, "export", "default", PROJECT, "traces", "--path", path);
      String another = folder.resolve("csv").toString();
      csv =
          client.opik(
              python,
              "export",
              "default",
              PROJECT,
              "traces",
              "--filter",
              "name = \"failed\"",
              "--format",
              "csv",
              "--path",
              another);
      before = client.python(python, "python_transfer_read.py");
    }
    try (StartedApp to = StartedApp.ready(folder.resolve("to"))) {
      var client = client(folder.resolve("scripts-to"), to);
      client.opik(python, "import", "default", PROJECT, "traces", "--path", path);
      secondImport = client.opik(python, "import", "default", PROJECT, "traces", "--path", path);
      after = client.python(python, "python_transfer_read.py");
    }
    Path own = folder.resolve("own");
    try (StartedApp importing = StartedApp.start("import", path, "--data-dir", own.toString())) {
      assertThat(importing.awaitExit()).as("%s", importing.messages()).isZero();
      imported = String.join("\n", importing.output());
    }
    try (StartedApp app = StartedApp.ready(own)) {
      taken = client(folder.resolve("scripts-own"), app).python(python, "python_transfer_read.py");
    }
  }

  private static ClientScript client(Path scripts, StartedApp app) throws IOException {
    return new ClientScript(Files.createDirectory(scripts), app.restUrl(), app.otlpUrl());
  }

  @Test
  void everyTraceIsAFileAndEveryAttachmentToo() throws IOException {
    String trace = filled.get("trace").stringValue();
    String span = filled.at("/spans/0").stringValue();
    try (var files = Files.walk(exported)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("project.json", "trace_" + trace + ".json", trace, "ein bild.png")
          .contains(span, "notes.txt");
    }
  }

  @Test
  void anotherExportFindsNothingNew() {
    assertThat(secondExport).contains("Exported 0 traces");
  }

  /** Of a trace whose spans have the same fields: the client cannot write others. */
  @Test
  void aTableOfWhatAFilterFindsIsWritten() {
    assertThat(csv).contains("Exported 1 traces", "Successfully exported");
  }

  @Test
  void tracesAreTheSameOnTheOtherServer() {
    assertThat(after.get("count").intValue()).isEqualTo(2);
    for (String trace : List.of("question", "failed")) {
      assertThat(withoutSpans(after, trace)).isEqualTo(withoutSpans(before, trace));
    }
  }

  @Test
  void spansAreTheSameUnderTheSameParents() {
    assertThat(after.at("/traces/question/spans")).hasSize(2);
    assertThat(after.at("/traces/question/spans")).isEqualTo(before.at("/traces/question/spans"));
    assertThat(after.at("/traces/question/spans/completion/parent").stringValue())
        .isEqualTo("chain");
  }

  @Test
  void scoresCarryTheirCategoryAndReason() {
    assertThat(after.at("/traces/question/scores/correct").toString())
        .isEqualTo("[0.75,\"mostly\",\"it is Paris\"]");
    assertThat(after.at("/traces/question/spans/completion/scores/short/0").doubleValue())
        .isEqualTo(0.5);
  }

  @Test
  void filesOfTracesAndSpansComeAlong() {
    assertThat(after.at("/traces/question/files/ein bild.png/0").stringValue())
        .isEqualTo("image/png");
    assertThat(after.at("/traces/question/spans/chain/files/notes.txt/0").stringValue())
        .isEqualTo("text/plain");
  }

  @Test
  void theCostIsPricedAnew() {
    assertThat(after.at("/traces/question/total_estimated_cost").doubleValue())
        .isCloseTo(0.006, within(1e-9));
  }

  @Test
  void anotherImportBringsNothingTwice() {
    assertThat(secondImport).contains("Import already completed");
  }

  /** With {@code opik-desktop import} in place of {@code opik import}, which makes new ids. */
  @Test
  void ourOwnImportTakesTheSameFolderWithItsIds() {
    assertThat(imported)
        .isEqualTo(
            "imported 2 traces, 2 spans, 3 feedback_scores, 2 attachments to the project "
                + PROJECT);
    assertThat(taken.get("traces")).isEqualTo(before.get("traces"));
    assertThat(taken.get("ids")).isEqualTo(before.get("ids"));
  }

  private static JsonNode withoutSpans(JsonNode report, String trace) {
    return report.at("/traces/" + trace).asObject().deepCopy().without("spans");
  }
}
