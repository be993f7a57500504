package dev.opikdesktop.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.opikdesktop.server.RunningServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What log lines say of a request, and what they must not. */
class RequestIdTest {
  private static final String SECRET = "s3cr3t-Zq81";

  private final LocalClient client = new LocalClient(RunningServer.shared().server().restPort());
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Lines lines = new Lines();
  private Level before = Level.INFO;

  /** The log as the application writes it: everything from INFO up. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final Queue<String> written = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      String failure =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      written.add(event.getMDCPropertyMap() + " " + event.getFormattedMessage() + " " + failure);
    }
  }

  @BeforeEach
  void listen() {
    before = root.getLevel();
    root.setLevel(Level.INFO);
    lines.setContext(root.getLoggerContext());
    lines.start();
    root.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(lines);
    root.setLevel(before);
    client.close();
  }

  @Test
  void anIdOfTheClientComesBack() {
    for (String path : List.of("/is-alive/ver", "/api/nowhere", "/v1/private/traces/no-id")) {
      assertThat(client.get(path, "X-Request-Id", "job-17.a_B").header("X-Request-Id"))
          .as(path)
          .isEqualTo("job-17.a_B");
    }
  }

  @Test
  void aRequestWithoutASaneIdGetsOneOfOurs() {
    String first = client.get("/is-alive/ver").header("X-Request-Id");
    String second = client.get("/is-alive/ver", "X-Request-Id", "a b").header("X-Request-Id");
    String third =
        client.get("/is-alive/ver", "X-Request-Id", "x".repeat(65)).header("X-Request-Id");

    assertThat(List.of(first, second, third))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{1,16}"));
  }

  @Test
  void aLineThatARequestCausesHasItsId() {
    HttpServer server =
        HttpServer.builder()
            .port(0)
            .api(
                List.of(
                    rules ->
                        rules.get(
                            "/broken",
                            (request, response) -> {
                              throw new IllegalStateException("a defect");
                            })))
            .start();
    try (LocalClient asking = new LocalClient(server.restPort())) {
      assertThat(asking.get("/broken", "X-Request-Id", "seen-5").status()).isEqualTo(500);
    } finally {
      server.close();
    }
    assertThat(lines.written).anyMatch(line -> line.startsWith("{request=seen-5}"));
  }

  @Test
  void aLineThatACallOfGrpcCausesHasItsId() {
    HttpServer server =
        HttpServer.builder()
            .port(0)
            .otlpGrpcPort(OptionalInt.of(0))
            .otlpGrpc(
                List.of(
                    new GrpcMethod(
                        "/broken.Service/Call",
                        call -> {
                          throw new IllegalStateException("a defect");
                        })))
            .start();
    try (GrpcClient asking = new GrpcClient(server.otlpGrpcPort().orElseThrow())) {
      GrpcClient.Reply reply =
          asking.call(
              "/broken.Service/Call",
              new byte[0],
              "x-request-id",
              "seen-6",
              "authorization",
              SECRET,
              "projectname",
              SECRET);
      assertThat(reply.status()).isEqualTo(13);
      assertThat(reply.requestId()).isEqualTo("seen-6");
    } finally {
      server.close();
    }
    assertThat(lines.written)
        .anyMatch(
            line ->
                line.startsWith("{request=seen-6} gRPC /broken.Service/Call failed")
                    && line.contains("a defect"))
        .noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void noSecretThatAClientSendsReachesTheLog() {
    String headers = SECRET + " " + SECRET;
    for (String path :
        List.of(
            "/v1/private/traces?project_name=" + SECRET,
            "/v1/private/traces/" + SECRET,
            "/v1/private/traces?project_name=x&filters=" + SECRET,
            "/v1/private/traces?project_name=x&sorting=" + SECRET,
            "/" + SECRET,
            "/v1/private/projects?name=" + SECRET)) {
      client.get(
          path,
          "Authorization",
          headers,
          "Comet-Workspace",
          SECRET,
          "X-Request-Id",
          headers,
          "Cookie",
          "session=" + SECRET);
      client.get(path, "Authorization", headers, "opikApiKey", SECRET);
    }
    for (String body :
        List.of(
            SECRET,
            "{\"name\": \"" + SECRET,
            "{\"id\": \"" + SECRET + "\"}",
            "{\"start_time\": \"" + SECRET + "\"}",
            """
            {"project_name": "secrets", "start_time": "2026-11-26T01:02:03Z",
              "input": {"key": "%s"}, "output": "%s", "metadata": {"%s": 1}, "tags": ["%s"],
              "error_info": {"exception_type": "%s", "traceback": "%s"}}
            """
                .replace("%s", SECRET))) {
      for (String path :
          List.of(
              "/v1/private/traces",
              "/v1/private/spans",
              "/v1/private/projects",
              "/v1/private/feedback-definitions",
              "/v1/internal/analytics-queries",
              "/v1/private/otel/v1/traces")) {
        client.post(path, body, "Authorization", headers);
        client.send("PUT", path, body.getBytes(StandardCharsets.UTF_8), "X-Key", SECRET);
      }
    }
    client.post(
        "/v1/internal/analytics-queries",
        "{\"query\": \"SELECT " + SECRET.replace('-', '_') + "\"}");

    assertThat(lines.written).noneMatch(line -> line.contains(SECRET) || line.contains("s3cr3t"));
  }
}
