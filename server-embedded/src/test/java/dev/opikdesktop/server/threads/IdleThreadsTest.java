package dev.opikdesktop.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.queues.HoldingQueues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class IdleThreadsTest {
  private static final Duration PERIOD = Duration.ofMillis(50);

  /** Of its own: here the threads of all projects are closed. */
  private static RunningServer server;

  private static Events events;
  private static final AtomicReference<Duration> TIMEOUT = new AtomicReference<>();
  private static ThreadService service;

  private final ThreadProject project = new ThreadProject(server);

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    events = new Events();
    TIMEOUT.set(Duration.ofDays(1));
    service =
        new ThreadService(
            server.stores().analytics(),
            server.stores().coordination(),
            events,
            new HoldingQueues(
                server.stores().relational(),
                server.stores().analytics(),
                server.stores().coordination()),
            PERIOD,
            TIMEOUT::get);
  }

  @AfterAll
  static void stop() {
    service.close();
    events.close();
    server.close();
  }

  @AfterEach
  void closeProject() {
    TIMEOUT.set(Duration.ofDays(1));
    project.close();
  }

  @Test
  void aThreadIsClosedWhenNothingComesForAWhileAndOpenedByANewTrace() {
    project.send(project.trace("idle", 0));
    TIMEOUT.set(Duration.ofMillis(100));
    awaitStatus("idle", "inactive");
    TIMEOUT.set(Duration.ofDays(1));

    project.send(project.trace("idle", 1));

    assertThat(project.status("idle")).isEqualTo("active");
  }

  @Test
  void onlyThreadsToWhichNothingCameSinceAreClosed() {
    project.send(project.trace("busy", 0), project.trace("idle", 0), project.trace("patched", 0));
    ObjectNode patched = project.trace("patched", 1);
    project.send(patched);
    UUID projectId = UUID.fromString(project.get("idle").get("project_id").asString());
    Instant since = Instant.now();
    project.send(project.trace("busy", 1));
    String path = "/v1/private/traces/" + patched.get("id").asString();
    assertThat(project.client.patch(path, project.body().put("name", "x").toString()).status())
        .isEqualTo(204);

    ThreadTable table = new ThreadTable(server.stores().analytics());
    new ThreadModels(table, server.stores().coordination(), events)
        .closeIdle(
            Caller.LOCAL.workspaceId(), projectId, List.of("busy", "idle", "patched"), since);

    assertThat(project.status("idle")).isEqualTo("inactive");
    assertThat(project.status("busy")).isEqualTo("active");
    assertThat(project.status("patched")).isEqualTo("active");
  }

  @Test
  void aThreadThatSomebodyOpensStaysOpenForAWhileToo() {
    project.send(project.trace("t", 0));
    TIMEOUT.set(Duration.ofMillis(100));
    awaitStatus("t", "inactive");
    TIMEOUT.set(Duration.ofDays(1));
    assertThat(project.put("/open", project.body().put("thread_id", "t")).status()).isEqualTo(204);

    assertThat(project.status("t")).isEqualTo("active");
    TIMEOUT.set(Duration.ofMillis(100));
    awaitStatus("t", "inactive");
  }

  private void awaitStatus(String thread, String status) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(project.status(thread)).isEqualTo(status));
  }
}
