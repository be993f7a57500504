package dev.opikdesktop.desktop.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
          .noneMatch(line -> line.startsWith("FAULT"));
      assertThat(
              ControlSocket.ask(
                  ControlSocket.pathFor(folder.resolve("data")), ControlSocket.Request.WHO))
          .isPresent();
    }
  }

  @Test
  void aTakenPortAndAClockThatWentBackAreFaults() throws Exception {
    Path row = Files.createDirectories(folder.resolve("data/write-ahead")).resolve("x.log");
    Files.writeString(row, "");
    Files.setLastModifiedTime(row, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress("127.0.0.1", 0));
      StartedApp asked =
          StartedApp.start(
              Map.of(),
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
          .anyMatch(line -> line.startsWith("FAULT  clock: "));
    }
    assertThat(folder.resolve("data/lock")).doesNotExist();
  }
}
