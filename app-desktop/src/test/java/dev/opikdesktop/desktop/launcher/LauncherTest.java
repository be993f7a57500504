package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, through the real process with its real engine. */
final class LauncherTest {
  @TempDir Path folder;

  @Test
  void printsTheOtlpAddressesAndThenThatItIsReady() {
    try (StartedApp app = StartedApp.ready(folder)) {
      assertThat(app.output()).hasSize(3);
      assertThat(app.output().get(0)).matches("otlp http://localhost:\\d+");
      assertThat(app.output().get(1)).matches("otlp-grpc http://localhost:\\d+");
      assertThat(app.output().get(2)).matches("ready http://localhost:\\d+ in \\d+ ms");
    }
  }

  @Test
  void answersOnTheAddressThatItPrints() throws Exception {
    try (StartedApp app = StartedApp.ready(folder)) {
      assertThat(get(app.restUrl().resolve("/api/is-alive/ping"))).isEqualTo(200);
    }
  }

  @Test
  void sigtermStopsItCleanlyWithinFiveSecondsAndLeavesNoProcess() {
    try (StartedApp app = StartedApp.ready(folder)) {
      List<ProcessHandle> children = app.children();
      Instant asked = Instant.now();
      app.terminate();
      assertThat(app.awaitExit()).isZero();
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
      assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void ctrlCStopsItCleanlyAndLeavesNoProcess() {
    try (StartedApp app = StartedApp.ready(folder)) {
      List<ProcessHandle> children = app.children();
      app.interrupt();
      assertThat(app.awaitExit()).isZero();
      assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void aKilledAppLeavesNoProcessBehind() {
    try (StartedApp app = StartedApp.ready(folder)) {
      List<ProcessHandle> children = app.children();
      app.kill();
      app.awaitExit();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void aSecondStartWithoutAWindowSaysWhoHoldsTheFolder() {
    try (StartedApp first = StartedApp.ready(folder);
        StartedApp second = start("--headless")) {
      assertThat(second.awaitExit()).isEqualTo(2);
      assertThat(String.join("\n", second.messages()))
          .contains(folder.toString())
          .contains("process " + first.pid())
          .contains(first.restUrl().toString());
    }
  }

  @Test
  void theFolderIsFreeAgainAfterAStop() {
    try (StartedApp first = StartedApp.ready(folder)) {
      first.terminate();
      first.awaitExit();
    }
    try (StartedApp second = StartedApp.ready(folder)) {
      assertThat(second.restUrl()).isNotNull();
    }
  }

  @Test
  void aTakenRestPortEndsTheStartAndNamesPortAndOption() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        StartedApp app =
            StartedApp.start(
                "--headless",
                "--port",
                Integer.toString(taken.getLocalPort()),
                "--otlp-http-port",
                "off",
                "--otlp-grpc-port",
                "off",
                "--data-dir",
                folder.toString())) {
      assertThat(app.awaitExit()).isEqualTo(3);
      assertThat(app.messages())
          .singleElement()
          .asString()
          .contains(Integer.toString(taken.getLocalPort()))
          .contains("--port");
      assertThat(app.output()).isEmpty();
    }
  }

  @Test
  void aTakenOtlpPortIsAWarningAndTheAppRuns() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        StartedApp app =
            StartedApp.start(
                "--headless",
                "--port",
                "0",
                "--otlp-http-port",
                Integer.toString(taken.getLocalPort()),
                "--otlp-grpc-port",
                Integer.toString(taken.getLocalPort()),
                "--data-dir",
                folder.toString())) {
      app.awaitReady();
      assertThat(get(app.restUrl().resolve("/is-alive/ping"))).isEqualTo(200);
      assertThat(app.output()).noneMatch(line -> line.startsWith("otlp"));
      assertThat(String.join("\n", app.messages()))
          .contains(Integer.toString(taken.getLocalPort()))
          .contains("--otlp-http-port")
          .contains("--otlp-grpc-port");
    }
  }

  @Test
  void anAddressThatIsNotOfThisMachineIsNamedWithItsOption() {
    for (String host : List.of("nosuchhost.invalid", "192.0.2.1")) {
      try (StartedApp app = start("--headless", "--host", host)) {
        assertThat(app.awaitExit()).isEqualTo(64);
        assertThat(app.messages())
            .singleElement()
            .asString()
            .contains("'" + host + "'")
            .contains("--host")
            .doesNotContain("--port");
      }
    }
  }

  @Test
  void anEmptyAddressOrFolderIsRefused() {
    for (String option : List.of("--host", "--data-dir", "--config")) {
      try (StartedApp app = StartedApp.start("--headless", option, "")) {
        assertThat(app.awaitExit()).isEqualTo(64);
        assertThat(app.messages().getFirst()).contains(option).contains("empty");
      }
    }
  }

  @Test
  void withoutADisplayItSaysThatItRunsWithoutAWindow() {
    try (StartedApp app = start()) {
      app.awaitReady();
      assertThat(app.messages()).filteredOn(line -> line.contains("without a window")).hasSize(1);
    }
  }

  @Test
  void anUnknownOptionIsNamedWithTheWayToTheHelp() {
    try (StartedApp app = StartedApp.start("--portt", "1")) {
      assertThat(app.awaitExit()).isEqualTo(64);
      assertThat(String.join("\n", app.messages())).contains("--portt").contains("--help");
    }
  }

  @Test
  void aPortThatIsNoneIsNamed() {
    try (StartedApp app = StartedApp.start("--otlp-http-port", "often")) {
      assertThat(app.awaitExit()).isEqualTo(64);
      assertThat(String.join("\n", app.messages())).contains("'often'").contains("off");
    }
  }

  @Test
  void aMisspelledSettingEndsTheStartAndNamesTheNearestOne() throws IOException {
    Path file = Files.writeString(folder.resolve("opik.yaml"), "server:\n  prot: 5200\n");
    try (StartedApp app = start("--headless", "--config", file.toString())) {
      assertThat(app.awaitExit()).isEqualTo(78);
      assertThat(String.join("\n", app.messages())).contains("server.prot").contains("server.port");
    }
  }

  @Test
  void theCommandLineWinsOverTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("opik.yaml"), "server:\n  port: 1\n");
    try (StartedApp app = start("--headless", "--config", file.toString())) {
      app.awaitReady();
      assertThat(app.restUrl().getPort()).isNotEqualTo(1);
    }
  }

  @Test
  void aStartThatFailsSaysWhyInOneSentenceAndTheRestIsInTheLog() throws IOException {
    try (StartedApp app =
        StartedApp.start(
            Map.of("OPIK_DESKTOP_ENGINE_LIBRARY", "/nowhere/libchdb.so"),
            List.of(),
            arguments("--headless"))) {
      assertThat(app.awaitExit()).isEqualTo(1);
      assertThat(app.messages()).singleElement().asString().contains("/nowhere/libchdb.so");
      assertThat(Files.readString(folder.resolve("logs").resolve("opik-desktop.log")))
          .contains("at dev.opikdesktop.storage.engine.EngineLibrary");
    }
  }

  @Test
  void aFolderOfANewerVersionIsRefusedInASentence() throws IOException {
    Files.writeString(
        folder.resolve("version"), "program=99.0\nlayout=99\nrelational=99\nanalytics=99\n");
    try (StartedApp app = start("--headless")) {
      assertThat(app.awaitExit()).isEqualTo(4);
      assertThat(app.messages()).singleElement().asString().contains("newer").contains("99.0");
      assertThat(folder).isDirectoryContaining(file -> file.endsWith("version"));
      assertThat(Files.list(folder)).hasSize(1);
    }
  }

  @Test
  void whatHappenedStandsInTheLogFile() throws IOException {
    try (StartedApp app = StartedApp.ready(folder)) {
      assertThat(Files.readString(folder.resolve("logs").resolve("opik-desktop.log")))
          .contains("Ready at " + app.restUrl());
    }
  }

  @Test
  void aSecondStartBringsTheFirstWindowToTheFront() {
    try (StartedApp first = StartedApp.startWithWindow(arguments())) {
      first.awaitReady();
      try (StartedApp second = StartedApp.startWithWindow(arguments())) {
        assertThat(second.awaitExit()).isZero();
        assertThat(second.messages())
            .filteredOn(line -> line.contains("in front"))
            .singleElement()
            .asString()
            .contains("process " + first.pid());
      }
    }
  }

  @Test
  void aLinkIsFollowedByTheWindowThatIsOpenedForItAndByOneThatIsOpenAlready() throws Exception {
    String link = "opik-desktop://open/trace?id=019aaaaa-0000-7000-8000-00000000000";
    try (StartedApp first = StartedApp.startWithWindow(arguments(link + "1"))) {
      first.awaitReady();
      await().atMost(Duration.ofSeconds(30)).until(() -> readTraces(first) == 1);
      try (StartedApp second = StartedApp.startWithWindow(arguments(link + "2"))) {
        assertThat(second.awaitExit()).isZero();
        assertThat(String.join("\n", second.messages()))
            .contains("process " + first.pid(), "opens what was asked for");
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> readTraces(first) == 2);
    }
  }

  @Test
  void aLinkNeedsAWindow() {
    String link = "opik-desktop://open/projects";
    try (StartedApp first = start("--headless");
        StartedApp wrong = start("--headless", link)) {
      assertThat(wrong.awaitExit()).isEqualTo(64);
      assertThat(wrong.messages()).singleElement().asString().contains("--headless");
      first.awaitReady();
      try (StartedApp second = StartedApp.startWithWindow(arguments(link))) {
        assertThat(second.awaitExit()).isEqualTo(2);
        assertThat(String.join("\n", second.messages()))
            .contains("process " + first.pid(), "without a window");
      }
    }
  }

  @Test
  void aWordThatIsNoCommandIsNoLinkEither() {
    try (StartedApp app = start("exprot")) {
      assertThat(app.awaitExit()).isEqualTo(64);
      assertThat(app.messages()).singleElement().asString().contains("'exprot'");
    }
  }

  @Test
  void aSecondStartForAWindowFindsOutThatTheFirstHasNone() {
    try (StartedApp first = start("--headless")) {
      first.awaitReady();
      try (StartedApp second = StartedApp.startWithWindow(arguments())) {
        assertThat(second.awaitExit()).isEqualTo(2);
        assertThat(String.join("\n", second.messages())).contains("process " + first.pid());
      }
    }
  }

  @Test
  void aSignalClosesTheWindowToo() {
    try (StartedApp app = StartedApp.startWithWindow(arguments())) {
      app.awaitReady();
      app.terminate();
      assertThat(app.awaitExit()).isZero();
    }
  }

  @Test
  void withoutAWindowNoClassOfJavaFxIsLoaded() throws IOException {
    Path loaded = folder.resolve("loaded.log");
    try (StartedApp app =
        StartedApp.start(
            Map.of(), List.of("-Xlog:class+load:file=" + loaded), arguments("--headless"))) {
      app.awaitReady();
      assertThat(Files.readAllLines(loaded))
          .isNotEmpty()
          .noneMatch(line -> line.contains("javafx."))
          .anyMatch(line -> line.contains("dev.opikdesktop.desktop.launcher.Application"));
    }
  }

  private StartedApp start(String... more) {
    return StartedApp.start(arguments(more));
  }

  private String[] arguments(String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--port",
                "0",
                "--otlp-http-port",
                "off",
                "--otlp-grpc-port",
                "off",
                "--data-dir",
                folder.toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /** How many traces somebody has asked for by their id. */
  private static long readTraces(StartedApp app) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI metrics = app.restUrl().resolve("/metrics");
      return client
          .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith("opik_desktop_http_requests_total{"))
          .filter(line -> line.contains("route=\"/v1/private/traces/{id}\""))
          .mapToLong(line -> Math.round(Double.parseDouble(line.split(" ")[1])))
          .sum();
    }
  }

  private static int get(URI address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
