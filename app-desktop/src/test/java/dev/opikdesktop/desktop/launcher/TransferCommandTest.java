package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exports and imports as a user starts them, over a folder that is in use or not. */
@Timeout(120)
class TransferCommandTest {
  @TempDir private Path folder;

  @Test
  void aProjectLeavesARunningApplicationAndComesBackWithoutOne() throws Exception {
    String data = folder.resolve("data").toString();
    String export = folder.resolve("export").toString();
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      write(app.restUrl());

      StartedApp exporting =
          command("export", "--project", "mine", "--output", export, "--data-dir", data);

      assertThat(exporting.awaitExit()).as("%s", exporting.messages()).isZero();
      assertThat(exporting.output()).containsExactly("exported 1 traces to " + export);
    }
    String other = folder.resolve("other").toString();

    StartedApp importing = command("import", export, "--project", "copy", "--data-dir", other);

    assertThat(importing.awaitExit()).as("%s", importing.messages()).isZero();
    assertThat(importing.output()).containsExactly("imported 1 traces to the project copy");
    StartedApp again =
        command(
            "export",
            "--project=copy",
            "--output=" + export + "2",
            "--data-dir=" + other,
            "--format=parquet");
    assertThat(again.awaitExit()).as("%s", again.messages()).isZero();
    assertThat(Files.list(folder.resolve("export2/traces"))).hasSize(1);
  }

  @Test
  void whatIsMissingOrWrongIsSaidInASentence() throws IOException {
    String data = folder.resolve("data").toString();
    StartedApp without = command("export", "--project", "mine", "--data-dir", data);
    StartedApp unknown =
        command("export", "--project", "none", "--output", folder + "/x", "--data-dir", data);
    StartedApp unnamed =
        command("export", "--project", " ", "--output", folder + "/x", "--data-dir", data);
    assertThat(unnamed.awaitExit()).isEqualTo(64);
    assertThat(unnamed.messages().getFirst()).contains("--project", "it is empty");
    assertThat(without.awaitExit()).isEqualTo(64);
    assertThat(without.messages().getFirst()).contains("--output");
    assertThat(unknown.awaitExit()).isEqualTo(1);
    assertThat(unknown.messages()).containsExactly("There is no project 'none'.");

    StartedApp empty = command("import", folder.toString(), "--data-dir", data);

    assertThat(empty.awaitExit()).isEqualTo(1);
    assertThat(empty.messages())
        .singleElement()
        .asString()
        .startsWith("Nothing in the folder " + folder + " is known.");
  }

  @Test
  void anExportThatIsEndedLeavesNoFolderBehind() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    StartedApp command =
        StartedApp.start(
            Map.of(),
            List.of("-Djava.io.tmpdir=" + temporary),
            "export",
            "--project=mine",
            "--format=parquet",
            "--output=" + folder.resolve("export"),
            "--data-dir=" + folder.resolve("data"));
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !workFolders(temporary).isEmpty());
    command.interrupt();
    int exitCode = command.awaitExit();

    assertThat(exitCode).isNotZero();
    assertThat(workFolders(temporary)).isEmpty();
  }

  private static List<Path> workFolders(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("opik-desktop-"))
          .toList();
    }
  }

  @Test
  void aStoreThatDoesNotStartIsSaidInASentence() {
    StartedApp command =
        StartedApp.start(
            Map.of("OPIK_DESKTOP_ENGINE_LIBRARY", folder + "/none.so"),
            List.of(),
            "export",
            "--project=mine",
            "--output=" + folder.resolve("export"),
            "--data-dir=" + folder.resolve("data"));

    assertThat(command.awaitExit()).isEqualTo(1);
    assertThat(command.messages())
        .singleElement()
        .asString()
        .startsWith("Opik Desktop could not start: There is no engine library at " + folder);
  }

  private static StartedApp command(String... arguments) {
    return StartedApp.start(Map.of(), List.of(), arguments);
  }

  private static void write(URI server) throws Exception {
    String body =
        """
        {"traces": [{"id": "0190b0f4-7b5e-7a3a-8b6f-0123456789ab", "project_name": "mine",
          "start_time": "2026-01-01T00:00:00Z"}]}
        """;
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(server.resolve("/v1/private/traces/batch"))
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      assertThat(status).isEqualTo(204);
    }
  }
}
