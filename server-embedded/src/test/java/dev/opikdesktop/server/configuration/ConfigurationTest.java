package dev.opikdesktop.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), yaml);
  }

  private Configuration load(String yaml) throws IOException {
    return Configuration.load(Optional.of(file(yaml)), Map.of(), Map.of());
  }

  private List<String> faults(String yaml, Map<String, String> environment) throws IOException {
    Optional<Path> file = Optional.of(file(yaml));
    return catchThrowableOfType(
            ConfigurationException.class, () -> Configuration.load(file, environment, Map.of()))
        .faults();
  }

  private static EffectiveValue value(Configuration configuration, Setting setting) {
    return configuration.values().stream()
        .filter(each -> each.setting().equals(setting))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withoutAnythingTheDefaultsHold() {
    Configuration configuration =
        Configuration.load(
            Optional.empty(), Map.of("XDG_CONFIG_HOME", folder.toString()), Map.of());
    assertThat(configuration.server())
        .isEqualTo(
            new Configuration.Server("127.0.0.1", 5173, java.util.Set.of(), 2L << 30, 256L << 20));
    assertThat(configuration.otlp().httpPort()).isEqualTo(OptionalInt.of(4318));
    assertThat(configuration.analytics()).isEmpty();
    assertThat(configuration.relational()).isEmpty();
    assertThat(configuration.data().folder()).isAbsolute();
  }

  @Test
  void theFileIsReadFromTheSystemsOwnPlace() throws IOException {
    Files.createDirectories(folder.resolve("opik-desktop"));
    Files.writeString(folder.resolve("opik-desktop/config.yaml"), "server.port: 7000\n");
    Configuration configuration =
        Configuration.load(
            Optional.empty(), Map.of("XDG_CONFIG_HOME", folder.toString()), Map.of());
    org.junit.jupiter.api.Assumptions.assumeTrue(
        System.getProperty("os.name").startsWith("Linux"), "XDG is Linux' own");
    assertThat(configuration.server().port()).isEqualTo(7000);
  }

  @Test
  void everySystemHasItsOwnPlace() {
    Path home = Path.of("/home/ada");
    assertThat(ConfigurationFile.systemPlace("Linux", Map.of("XDG_CONFIG_HOME", "x"), home))
        .isEqualTo(Path.of("/home/ada/.config/opik-desktop/config.yaml"));
    assertThat(ConfigurationFile.systemPlace("Mac OS X", Map.of(), home))
        .isEqualTo(Path.of("/home/ada/Library/Application Support/Opik Desktop/config.yaml"));
    assertThat(ConfigurationFile.systemPlace("Windows 11", Map.of("APPDATA", "/roaming"), home))
        .isEqualTo(Path.of("/roaming/Opik Desktop/config.yaml"));
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheCommandLineOverBoth() throws IOException {
    Configuration configuration =
        Configuration.load(
            Optional.of(file("server:\n  host: 10.0.0.1\n  port: 1000\notlp:\n  http-port: 1\n")),
            Map.of("OPIK_DESKTOP_SERVER_PORT", "2000", "OPIK_DESKTOP_OTLP_HTTP_PORT", "2"),
            Map.of("otlp.http-port", "3"));
    assertThat(configuration.server().host()).isEqualTo("10.0.0.1");
    assertThat(configuration.server().port()).isEqualTo(2000);
    assertThat(configuration.otlp().httpPort()).isEqualTo(OptionalInt.of(3));
  }

  @Test
  void everyValueKnowsWhereItCameFrom() throws IOException {
    Path file = file("server:\n  port: 1000\n");
    Configuration configuration =
        Configuration.load(
            Optional.of(file),
            Map.of("OPIK_DESKTOP_ENGINE_CONNECTIONS", "4"),
            Map.of("server.host", "localhost"));
    assertThat(value(configuration, Setting.SERVER_PORT).origin()).isEqualTo(file + " line 2");
    assertThat(value(configuration, Setting.ENGINE_CONNECTIONS).origin())
        .isEqualTo("environment variable OPIK_DESKTOP_ENGINE_CONNECTIONS");
    assertThat(value(configuration, Setting.SERVER_HOST).origin()).isEqualTo("command line");
    assertThat(value(configuration, Setting.ENGINE_MEMORY_LIMIT))
        .isEqualTo(new EffectiveValue(Setting.ENGINE_MEMORY_LIMIT, "2GB", "default"));
    assertThat(configuration.values()).hasSameSizeAs(Setting.ALL);
  }

  @Test
  void secretsAreMaskedAndNotPrinted() throws IOException {
    Configuration configuration = load("analytics:\n  url: http://ch:8123\n  password: sesame\n");
    assertThat(value(configuration, Setting.ANALYTICS_PASSWORD).shown()).isEqualTo("********");
    assertThat(configuration.toString()).doesNotContain("sesame");
    assertThat(configuration.analytics().orElseThrow().password()).isEqualTo("sesame");
    assertThat(configuration.analytics().orElseThrow().user()).isEqualTo("default");
  }

  @Test
  void offSwitchesAnOtlpPortOff() throws IOException {
    Configuration configuration = load("otlp:\n  http-port: off\n  grpc-port: \"off\"\n");
    assertThat(configuration.otlp())
        .isEqualTo(new Configuration.Otlp(OptionalInt.empty(), OptionalInt.empty()));
  }

  @Test
  void listsAndNamesWithCommasAreTheSame() throws IOException {
    assertThat(load("server:\n  allowed-hosts:\n    - b\n    - a\n").server().allowedHosts())
        .containsExactlyInAnyOrder("a", "b");
    assertThat(load("server.allowed-hosts: a, b\n").server().allowedHosts())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void sizesAreReadAsPeopleWriteThem() throws IOException {
    assertThat(load("engine.memory-limit: 512 MB").engine().memoryLimit()).isEqualTo(512L << 20);
    assertThat(load("engine.memory-limit: 1000").engine().memoryLimit()).isEqualTo(1000);
    assertThat(faults("engine.memory-limit: much", Map.of()).getFirst()).contains("512MB");
  }

  @Test
  void anUnknownKeySuggestsTheNearestOne() throws IOException {
    assertThat(faults("server:\n  prot: 1\n", Map.of()))
        .singleElement()
        .asString()
        .contains("line 2")
        .contains("'server.prot'")
        .contains("Did you mean 'server.port'?");
  }

  @Test
  void anUnknownEnvironmentVariableSuggestsTheNearestOne() throws IOException {
    assertThat(faults("", Map.of("OPIK_DESKTOP_SERVER_PROT", "1")))
        .singleElement()
        .asString()
        .contains("Did you mean 'OPIK_DESKTOP_SERVER_PORT'?");
  }

  @Test
  void allFaultsAreReportedAtOnce() throws IOException {
    assertThat(
            faults(
                "server:\n  port: 70000\n  colour: red\nrelational.user: ada\nanalytics.url: ch\n",
                Map.of("OPIK_DESKTOP_OTLP_HTTP_PORT", "x")))
        .hasSize(5)
        .anySatisfy(fault -> assertThat(fault).contains("server.port").contains("65535"))
        .anySatisfy(fault -> assertThat(fault).contains("server.colour"))
        .anySatisfy(fault -> assertThat(fault).contains("without relational.url"))
        .anySatisfy(fault -> assertThat(fault).contains("analytics.url").contains("http://"))
        .anySatisfy(fault -> assertThat(fault).contains("otlp.http-port").contains("or off"));
  }

  @Test
  void aFileThatIsNotYamlIsNamedWithItsLine() throws IOException {
    assertThat(faults("server:\n  port: [1\n", Map.of()).getFirst()).contains("not YAML");
  }

  @Test
  void aFolderIsNoFile() {
    Optional<Path> named = Optional.of(folder);
    assertThat(
            catchThrowableOfType(
                    ConfigurationException.class,
                    () -> Configuration.load(named, Map.of(), Map.of()))
                .faults())
        .singleElement()
        .asString()
        .contains("this is a folder, not a file");
  }

  @Test
  void anEmptyAddressToListenOnIsAFault() throws IOException {
    assertThat(faults("server:\n  host: ''\n", Map.of()).getFirst()).contains("server.host");
  }

  @Test
  void aFileThatWasNamedHasToBeThere() {
    Optional<Path> missing = Optional.of(folder.resolve("missing.yaml"));
    assertThat(
            catchThrowableOfType(
                    ConfigurationException.class,
                    () -> Configuration.load(missing, Map.of(), Map.of()))
                .faults())
        .singleElement()
        .asString()
        .contains("no such file");
  }

  @Test
  void variablesOfOpenTelemetryAloneSwitchNothingOn() {
    Configuration configuration =
        Configuration.load(
            Optional.empty(),
            Map.of(
                "XDG_CONFIG_HOME",
                folder.toString(),
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://localhost:4318",
                "OTEL_TRACES_EXPORTER",
                "otlp"),
            Map.of());
    assertThat(configuration.telemetry().export()).isEqualTo(Configuration.TelemetryExport.OFF);
  }

  @Test
  void aCollectorOfTheFileCountsForEverySignal() throws IOException {
    Configuration configuration =
        Configuration.load(
            Optional.of(
                file(
                    """
                    telemetry:
                      export: otlp
                      endpoint: http://collector:4318
                      headers: api-key=hidden
                    """)),
            Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://elsewhere/v1/traces"),
            Map.of());
    assertThat(configuration.telemetry().variables())
        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318")
        .containsEntry("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector:4318/v1/traces")
        .doesNotContainValue("");
    assertThat(configuration.toString()).doesNotContain("hidden");
  }

  @Test
  void anEndpointOfOursLeavesNoEmptyOneWhichTheSdkWouldRefuse() throws IOException {
    Configuration configuration =
        Configuration.load(
            Optional.of(
                file(
                    """
                    telemetry:
                      export: otlp
                      endpoint: http://collector:4318
                      headers: api-key=hidden
                    """)),
            Map.of(),
            Map.of());
    assertThat(configuration.telemetry().variables())
        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318")
        .doesNotContainValue("");
    assertThat(configuration.toString()).doesNotContain("hidden");
  }

  @Test
  void aCollectorIsNamedAndIsNotThisServer() throws IOException {
    assertThat(faults("telemetry.export: otlp\n", Map.of()))
        .singleElement()
        .asString()
        .contains("telemetry.endpoint is needed");
    assertThat(
            faults(
                "telemetry.export: otlp\notlp.http-port: 4444\n",
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4444")))
        .singleElement()
        .asString()
        .contains("is this server itself");
    assertThat(faults("telemetry.export: on\n", Map.of()))
        .singleElement()
        .asString()
        .contains("is off, otlp or project");
  }
}
