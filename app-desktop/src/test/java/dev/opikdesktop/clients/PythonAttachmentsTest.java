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

/** Files that the genuine Python client sends along, and those that it finds in payloads. */
@Tag("clients")
@ParameterizedClass
@ValueSource(strings = {"newest", "older"})
final class PythonAttachmentsTest {
  private static JsonNode report;

  /** Which packages of {@code clients.properties}. */
  @Parameter String age;

  @BeforeParameterizedClassInvocation
  static void attachAndReadBack(String age, @TempDir Path folder) throws Exception {
    Path python = new ClientPackages().python(age);
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      report =
          new ClientScript(scripts, app.restUrl(), app.otlpUrl())
              .python(python, "python_attachments.py");
    }
  }

  @Test
  void everythingWasDelivered() {
    assertThat(report.get("flushed").booleanValue()).isTrue();
  }

  @Test
  void aLargeFileOfATraceComesBackByteForByte() {
    assertThat(report.get("trace")).hasSize(1);
    JsonNode film = report.at("/trace/0");
    assertThat(film.get("file_name").stringValue()).isEqualTo("ein film.mp4");
    assertThat(film.get("file_size").longValue()).isEqualTo(12_000_000);
    assertThat(film.get("mime_type").stringValue()).isEqualTo("video/mp4");
    assertThat(film.get("is_equal").booleanValue()).isTrue();
  }

  @Test
  void theLinkBeginsWithTheAddressThatTheClientWasGiven() {
    assertThat(report.at("/trace/0/link").stringValue())
        .startsWith(report.get("url").stringValue() + "/v1/private/attachment/download?");
  }

  @Test
  void bytesOfASpanComeBackUnderTheirName() {
    assertThat(report.get("span")).hasSize(1);
    JsonNode notes = report.at("/span/0");
    assertThat(notes.get("file_name").stringValue()).isEqualTo("../notes.txt");
    assertThat(notes.get("mime_type").stringValue()).isEqualTo("text/plain");
    assertThat(notes.get("is_equal").booleanValue()).isTrue();
  }

  @Test
  void aPictureInAnInputIsAFileAndReadsAsItWas() {
    assertThat(report.get("picture")).hasSize(1);
    JsonNode picture = report.at("/picture/0");
    assertThat(picture.get("mime_type").stringValue()).isEqualTo("image/png");
    assertThat(picture.get("is_equal").booleanValue()).isTrue();
    assertThat(report.get("input_is_equal").booleanValue()).isTrue();
    assertThat(report.at("/stripped/image").stringValue())
        .matches("\\[input-attachment-\\d+-\\d+(-sdk)?\\.png]");
  }
}
