package dev.opikdesktop.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statements whose client goes away, or changes its mind. */
class EngineCancellationTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static String database;
  private static EngineHttp http;

  @BeforeAll
  static void open() {
    database = TestEngine.freshDatabase();
    http = new EngineHttp(TestEngine.engine());
  }

  @AfterAll
  static void close() {
    http.close();
  }

  private static String table(String name) {
    String table = database + "." + name;
    http.run("CREATE TABLE " + table + " (a UInt64, b String) ENGINE = MergeTree ORDER BY a");
    return table;
  }

  private static HttpRequest.Builder insert(String table, String format) {
    return http.request(Map.of("query", "INSERT INTO " + table + " FORMAT " + format));
  }

  @Test
  void anInsertWhoseClientVanishesWritesNothing() throws Exception {
    String table = table("vanished");
    Engine engine = TestEngine.engine();
    try (Socket socket = new Socket("127.0.0.1", engine.endpoint().getPort())) {
      String head =
          "POST /?query=INSERT%20INTO%20"
              + table
              + "%20FORMAT%20CSV HTTP/1.1\r\nHost: x\r\nAuthorization: "
              + EngineHttp.basic(engine.user(), engine.password())
              + "\r\nContent-Length: 100000000\r\n\r\n";
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      // More than the engine reads before it begins.
      out.write("1,x\n".repeat(2_000_000).getBytes(StandardCharsets.US_ASCII));
      out.flush();
      await().atMost(SOON).until(() -> running("INSERT INTO " + table) == 1);
    }

    await().atMost(SOON).until(() -> running("INSERT INTO " + table) == 0);
    assertThat(http.run("SELECT count() FROM " + table)).isEqualTo("0");
  }

  @Test
  void aLargeInsertThatIsRefusedAtOnceIsToldWhy() throws Exception {
    HttpResponse<String> answer =
        http.send(
            insert("no_such_table", "CSV")
                .POST(
                    BodyPublishers.ofByteArray(
                        "1,x\n".repeat(5_000_000).getBytes(StandardCharsets.UTF_8))));

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void aQueryWhoseClientGoesAwayEnds() throws Exception {
    Engine engine = TestEngine.engine();
    String sql = "SELECT 'gone', count() FROM numbers(1000000000000)";
    try (Socket socket = new Socket("127.0.0.1", engine.endpoint().getPort())) {
      String request =
          "POST / HTTP/1.1\r\nHost: x\r\nAuthorization: "
              + EngineHttp.basic(engine.user(), engine.password())
              + "\r\nContent-Length: "
              + sql.length()
              + "\r\n\r\n"
              + sql;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      await().atMost(SOON).until(() -> running("SELECT 'gone'") == 1);
    }

    await().atMost(SOON).until(() -> running("SELECT 'gone'") == 0);
  }

  @Test
  void aCommandWhoseClientGoesAwayEnds() throws Exception {
    String table = table("endless");
    Engine engine = TestEngine.engine();
    String sql =
        "INSERT INTO "
            + table
            + " SELECT sleepEachRow(0.01), '' FROM numbers(100000)"
            + " SETTINGS max_block_size = 10";
    try (Socket socket = new Socket("127.0.0.1", engine.endpoint().getPort())) {
      String request =
          "POST / HTTP/1.1\r\nHost: x\r\nAuthorization: "
              + EngineHttp.basic(engine.user(), engine.password())
              + "\r\nContent-Length: "
              + sql.length()
              + "\r\n\r\n"
              + sql;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      await().atMost(SOON).until(() -> running("INSERT INTO " + table) == 1);
    }

    await().atMost(SOON).until(() -> running("INSERT INTO " + table) == 0);
  }

  @Test
  void aQueryEndsWhenItIsKilledByTheIdThatItsClientGaveIt() throws Exception {
    try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer =
          caller.submit(
              () ->
                  http.post(
                      "SELECT 'killed', count() FROM numbers(1000000000000)",
                      Map.of("query_id", "my-own-id")));
      await().atMost(SOON).until(() -> running("SELECT 'killed'") == 1);

      http.run("KILL QUERY WHERE query_id = 'my-own-id'");

      assertThat(
              answer.get(10, TimeUnit.SECONDS).headers().firstValue("X-ClickHouse-Exception-Code"))
          .contains("394");
    }
  }

  private static int running(String text) {
    return Integer.parseInt(
        http.run(
            "SELECT count() FROM system.processes WHERE query LIKE {text:String}",
            Map.of("param_text", text + "%")));
  }
}
