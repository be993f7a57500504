package dev.opikdesktop.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationEditTest {
  @TempDir Path folder;

  @Test
  void onlyTheValueOnItsLineChanges() throws IOException {
    assertThat(
            edited(
                """
                # Mine. Do not touch.
                server:
                  port: 5173   # as everybody has it

                otlp: # collectors
                  http-port: "off"
                telemetry.export: 'off'
                """,
                Map.of(Setting.SERVER_PORT, "5200", Setting.OTLP_HTTP_PORT, "4400")))
        .isEqualTo(
            """
            # Mine. Do not touch.
            server:
              port: 5200   # as everybody has it

            otlp: # collectors
              http-port: 4400
            telemetry.export: 'off'
            """);
  }

  @Test
  void aNewOneStandsWithItsRelatives() throws IOException {
    assertThat(
            edited(
                """
                otlp:
                    # for the agents
                    http-port: 4400
                log:
                  format: json
                """,
                Map.of(Setting.OTLP_GRPC_PORT, "off")))
        .isEqualTo(
            """
            otlp:
                grpc-port: off
                # for the agents
                http-port: 4400
            log:
              format: json
            """);
  }

  @Test
  void withoutRelativesItStandsAtTheEnd() throws IOException {
    assertThat(edited("log.format: json\n", Map.of(Setting.SERVER_PORT, "0")))
        .isEqualTo("log.format: json\nserver:\n  port: 0\n");
  }

  @Test
  void aDottedKeyStaysDotted() throws IOException {
    assertThat(edited("server.port: 1\n", Map.of(Setting.SERVER_PORT, "2")))
        .isEqualTo("server.port: 2\n");
  }

  @Test
  void theFileIsMadeWithItsFolder() throws IOException {
    Path file = folder.resolve("new/config.yaml");

    new ConfigurationEdit(file).set(Map.of(Setting.OTLP_HTTP_PORT, "4400"));

    assertThat(new ConfigurationEdit(file).values())
        .containsExactly(Map.entry("otlp.http-port", "4400"));
  }

  @Test
  void whatIsSetAlreadyLeavesTheFileAlone() throws IOException {
    Path file = file("server: {port: 5200}");

    new ConfigurationEdit(file).set(Map.of(Setting.SERVER_PORT, "5200"));

    assertThat(file).hasContent("server: {port: 5200}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: {port: 5173}\n",
        "{server: {port: 5173}}\n",
        "server:\n  port:\n",
        "server:\n  port: &p 5173\n",
        "server: {host: localhost}\n"
      })
  void whatCannotBeKeptIsRefused(String yaml) throws IOException {
    Path file = file(yaml);

    assertThatThrownBy(() -> new ConfigurationEdit(file).set(Map.of(Setting.SERVER_PORT, "5200")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("by hand");

    assertThat(file).hasContent(yaml);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aLinkAndItsFilesPermissionsStay() throws IOException {
    Path file = file("server.port: 1\n");
    assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);

    new ConfigurationEdit(link).set(Map.of(Setting.SERVER_PORT, "2"));

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("server.port: 2");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private String edited(String yaml, Map<Setting, String> values) throws IOException {
    Path file = file(yaml);
    new ConfigurationEdit(file).set(values);
    return Files.readString(file);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), yaml);
  }
}
