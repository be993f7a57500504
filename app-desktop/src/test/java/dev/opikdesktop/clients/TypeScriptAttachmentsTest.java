package dev.opikdesktop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.launcher.StartedApp;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files that a program sends along through the genuine npm package. */
@Tag("clients")
@ParameterizedClass
@ValueSource(strings = {"newest", "older"})
final class TypeScriptAttachmentsTest {
  private static JsonNode report;

  /** Which packages of {@code clients.properties}. */
  @Parameter String age;

  @BeforeParameterizedClassInvocation
  static void attachAndReadBack(String age, @TempDir Path folder) throws Exception {
    Path packages = new ClientPackages().npm(age);
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      report =
          new ClientScript(scripts, app.restUrl(), app.otlpUrl())
              .node(packages, "typescript_attachments.mjs");
    }
  }

  @Test
  void everyFileIsSentInOnePieceHoweverManyPartsItCouldHave() {
    assertThat(report.get("uploads"))
        .hasSize(2)
        .allSatisfy(
            upload -> {
              assertThat(upload.get("uploadId").stringValue()).isEqualTo("BEMinIO");
              assertThat(upload.get("statuses").toString()).isEqualTo("[204]");
            });
  }

  @Test
  void aLargeFileOfATraceComesBackByteForByte() {
    assertThat(report.get("trace")).hasSize(1);
    JsonNode film = report.at("/trace/0");
    assertThat(film.get("fileName").stringValue()).isEqualTo("ein film.mp4");
    assertThat(film.get("fileSize").longValue()).isEqualTo(20_000_000);
    assertThat(film.get("mimeType").stringValue()).isEqualTo("video/mp4");
    assertThat(film.get("isEqual").booleanValue()).isTrue();
    assertThat(film.get("link").stringValue())
        .startsWith(report.get("url").stringValue() + "/v1/private/attachment/download?");
  }

  @Test
  void smallFilesOfASpanComeBackByName() {
    assertThat(report.get("span")).hasSize(2);
    JsonNode notes = report.at("/span/0");
    JsonNode settings = report.at("/span/1");
    assertThat(notes.get("fileName").stringValue()).isEqualTo("notes.txt");
    assertThat(notes.get("mimeType").stringValue()).isEqualTo("text/plain");
    assertThat(notes.get("isEqual").booleanValue()).isTrue();
    assertThat(settings.get("fileName").stringValue()).isEqualTo("settings.json");
    assertThat(settings.get("mimeType").stringValue()).isEqualTo("application/json");
    assertThat(settings.get("isEqual").booleanValue()).isTrue();
  }
}
