package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opikdesktop.storage.engine.Engine;
import dev.opikdesktop.storage.engine.TestEngine;
import dev.opikdesktop.storage.relational.MariaDbServer;
import dev.opikdesktop.storage.relational.MySqlSettings;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The doctor as a user calls it. */
@Timeout(120)
class DoctorCommandTest {
  /** The engine's library is hashed, half a gigabyte: worth the better compiler. */
  private static final List<String> QUICK_HASH = List.of("-XX:TieredStopAtLevel=4");

  @TempDir private Path folder;

  private StartedApp doctor() {
    return StartedApp.start(
        Map.of(),
        QUICK_HASH,
        "--port=0",
        "--otlp-http-port=0",
        "--otlp-grpc-port=0",
        "doctor",
        "--data-dir",
        folder.resolve("data").toString());
  }

  @Test
  void besideARunningApplicationAllIsWellAndTheApplicationNoticesNothing() throws Exception {
    try (StartedApp app = StartedApp.ready(folder.resolve("data"))) {
      StartedApp asked = doctor();

      assertThat(asked.awaitExit()).as("%s", asked.output()).isZero();
      assertThat(asked.output())
          .anyMatch(line -> line.startsWith("ok     running: ") && line.contains("" + app.pid()))
          .anyMatch(line -> line.matches("ok {5}engine: ClickHouse .* answers in .*"))
          .contains("ok     telemetry: switched off")
          .noneMatch(line -> line.startsWith("FAULT"));
      assertThat(
              ControlSocket.ask(
                  ControlSocket.pathFor(folder.resolve("data")), ControlSocket.Request.WHO))
          .isPresent();
    }
  }

  @Test
  void aTakenPortAClockThatWentBackAndACollectorThatIsAwayAreFaults() throws Exception {
    Path row = Files.createDirectories(folder.resolve("data/write-ahead")).resolve("x.log");
    Files.writeString(row, "");
    Files.setLastModifiedTime(row, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress("127.0.0.1", 0));
      StartedApp asked =
          StartedApp.start(
              Map.of(
                  "OPIK_DESKTOP_TELEMETRY_EXPORT",
                  "otlp",
                  "OTEL_EXPORTER_OTLP_ENDPOINT",
                  "http://name:private-key@127.0.0.1:1"),
              QUICK_HASH,
              "--port=" + other.getLocalPort(),
              "--otlp-http-port=off",
              "--otlp-grpc-port=off",
              "doctor",
              "--data-dir",
              folder.resolve("data").toString());

      assertThat(asked.awaitExit()).isEqualTo(1);
      assertThat(asked.output())
          .anyMatch(line -> line.startsWith("FAULT  port of the API: ") && line.contains("--port"))
          .anyMatch(line -> line.startsWith("FAULT  clock: "))
          .anyMatch(line -> line.startsWith("FAULT  telemetry: http://127.0.0.1:1 cannot be"))
          .noneMatch(line -> line.contains("private-key"));
    }
    assertThat(folder.resolve("data/lock")).doesNotExist();
  }

  @Test
  void anAccountOfMariaDbThatLacksRightsIsToldWhatToGrant() throws Exception {
    assumeTrue(MariaDbServer.isInstalled(), "MariaDB is not installed");
    try (MariaDbServer server = MariaDbServer.start(folder);
        Connection root = DriverManager.getConnection(url(server), "root", "");
        var statement = root.createStatement()) {
      statement.execute("CREATE USER 'app'@'%' IDENTIFIED BY 's3cr3t-Zq81'");
      statement.execute("GRANT SELECT, INSERT, UPDATE ON `op%`.* TO 'app'@'%'");
      StartedApp lacking = remote(url(server), "app", "s3cr3t-Zq81", true);

      assertThat(lacking.awaitExit()).isEqualTo(1);
      String fault =
          lacking.output().stream()
              .filter(line -> line.startsWith("FAULT  relational.url: "))
              .findFirst()
              .orElseThrow();
      assertThat(fault)
          .endsWith(
              "the user `app`@`%` lacks DELETE, CREATE, ALTER, INDEX on the database:"
                  + " GRANT DELETE, CREATE, ALTER, INDEX ON `opik`.* TO `app`@`%`");

      statement.execute(fault.substring(fault.indexOf("GRANT ")));
      StartedApp granted = remote(url(server), "app", "s3cr3t-Zq81", true);

      assertThat(granted.awaitExit()).as("%s", granted.output()).isZero();
      assertThat(granted.output())
          .anyMatch(
              line ->
                  line.startsWith("ok     relational.url: jdbc:mariadb://127.0.0.1:")
                      && line.contains("MariaDB")
                      && line.endsWith("the database opik is made at the first start"))
          .anyMatch(line -> line.matches("ok {5}analytics.url: http://.* is ClickHouse [0-9.]+"));
      assertThat(lacking.output()).noneMatch(line -> line.contains("s3cr3t"));
      assertThat(granted.output()).noneMatch(line -> line.contains("s3cr3t"));
    }
  }

  @Test
  void storesThatAreAwayOrDoNotLetUsInAreFaultsAndTheirSecretsAreNotSaid() throws Exception {
    StartedApp asked =
        remote(
            "jdbc:mariadb://me:s3cr3t-Zq81@127.0.0.1:1/opik?password=s3cr3t-Zq81",
            "app",
            "s3cr3t-Zq81",
            false);

    assertThat(asked.awaitExit()).isEqualTo(1);
    assertThat(asked.output())
        .anyMatch(line -> line.startsWith("FAULT  relational.url: app@127.0.0.1:1/opik: "))
        .anyMatch(line -> line.startsWith("FAULT  analytics.url: http://127.0.0.1:"))
        .noneMatch(line -> line.contains("s3cr3t"));
    assertThat(asked.messages()).noneMatch(line -> line.contains("s3cr3t"));
  }

  private static String url(MariaDbServer server) {
    MySqlSettings settings = server.settings("opik");
    return "jdbc:mariadb://%s:%d/".formatted(settings.host(), settings.port());
  }

  /** With the engine of the tests as a ClickHouse server, and its password or a wrong one. */
  private StartedApp remote(String relational, String user, String password, boolean letIn) {
    Engine engine = TestEngine.engine();
    return StartedApp.start(
        Map.of(
            "OPIK_DESKTOP_RELATIONAL_URL",
            relational.endsWith("/") ? relational + "opik" : relational,
            "OPIK_DESKTOP_RELATIONAL_USER",
            user,
            "OPIK_DESKTOP_RELATIONAL_PASSWORD",
            password,
            "OPIK_DESKTOP_ANALYTICS_URL",
            engine.endpoint().toString(),
            "OPIK_DESKTOP_ANALYTICS_USER",
            engine.user(),
            "OPIK_DESKTOP_ANALYTICS_PASSWORD",
            letIn ? engine.password() : "s3cr3t-Zq81"),
        List.of(),
        "--port=0",
        "--otlp-http-port=off",
        "--otlp-grpc-port=off",
        "doctor",
        "--data-dir",
        folder.resolve("data").toString());
  }
}
