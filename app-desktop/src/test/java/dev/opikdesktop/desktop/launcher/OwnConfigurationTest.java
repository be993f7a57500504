package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration.Entry;
import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration.Source;
import dev.opikdesktop.server.configuration.Configuration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnConfigurationTest {
  @TempDir Path folder;

  @Test
  void eachValueSaysWhereItStands() throws IOException {
    OwnConfiguration own =
        own(
            "server.port: 5200\nanalytics:\n  url: http://x\n  password: secret\n",
            Map.of("OPIK_DESKTOP_LOG_FORMAT", "json"),
            Map.of("otlp.http-port", "off"));

    assertThat(entry(own, "server.port").source()).isEqualTo(Source.FILE);
    assertThat(entry(own, "server.port").origin()).endsWith("config.yaml line 1");
    assertThat(entry(own, "log.format").source()).isEqualTo(Source.START);
    assertThat(entry(own, "otlp.http-port"))
        .extracting(Entry::source, Entry::value, Entry::fallback)
        .containsExactly(Source.START, "off", "4318");
    assertThat(entry(own, "otlp.grpc-port").source()).isEqualTo(Source.DEFAULT);
    assertThat(own.inForce().toString()).doesNotContain("secret");
  }

  @Test
  void portsAreWrittenIntoTheFileThatIsReadNext() throws IOException {
    OwnConfiguration own = own("# mine\n", Map.of(), Map.of());

    own.write(Map.of("server.port", "5200", "otlp.grpc-port", "off"));

    assertThat(own.written()).containsEntry("server.port", "5200");
    assertThat(own.file()).content().startsWith("# mine\n");
    Configuration next = Configuration.load(Optional.of(own.file()), Map.of(), Map.of());
    assertThat(next.server().port()).isEqualTo(5200);
    assertThat(next.otlp().grpcPort()).isEmpty();
  }

  @Test
  void aFileThatIsBrokenMeanwhileIsNotWritten() throws IOException {
    OwnConfiguration own = own("", Map.of(), Map.of());
    Files.writeString(own.file(), "server: [\n");

    assertThatThrownBy(own::written).isInstanceOf(IOException.class).hasMessageContaining("YAML");
    assertThatThrownBy(() -> own.write(Map.of("server.port", "5200")))
        .isInstanceOf(IOException.class);
    assertThat(own.file()).hasContent("server: [");
  }

  @Test
  void aPortInForceIsNobodyElses() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(own("server.port: " + port + "\n", Map.of(), Map.of()).holder(port)).isEmpty();
    }
  }

  private OwnConfiguration own(
      String yaml, Map<String, String> environment, Map<String, String> commandLine)
      throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), yaml);
    return new OwnConfiguration(Configuration.load(Optional.of(file), environment, commandLine));
  }

  private static Entry entry(OwnConfiguration own, String key) {
    return own.inForce().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
  }
}
