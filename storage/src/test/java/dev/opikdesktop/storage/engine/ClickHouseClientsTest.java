package dev.opikdesktop.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ClickHouse's official Java client and JDBC driver, as they are, against the engine. */
class ClickHouseClientsTest {
  private static String database;
  private static Client client;

  @BeforeAll
  static void open() {
    database = TestEngine.freshDatabase();
    client = TestEngine.client(database);
  }

  @AfterAll
  static void close() {
    client.close();
  }

  private static Connection jdbc() throws SQLException {
    Engine engine = TestEngine.engine();
    Properties properties = new Properties();
    properties.setProperty("user", engine.user());
    properties.setProperty("password", engine.password());
    return DriverManager.getConnection(
        "jdbc:clickhouse:" + engine.endpoint() + "/" + database, properties);
  }

  private static void run(String sql) throws Exception {
    client.query(sql).get().close();
  }

  private static List<GenericRecord> rows(String sql, Map<String, Object> parameters) {
    return client.queryAll(sql, parameters);
  }

  @Test
  void theClientReadsTypedRows() {
    List<GenericRecord> rows =
        client.queryAll("SELECT number, toString(number) AS text FROM numbers(3)");

    assertThat(rows).extracting(row -> row.getString("text")).containsExactly("0", "1", "2");
    assertThat(rows.get(2).getLong("number")).isEqualTo(2);
  }

  @Test
  void theClientReadsAResultOfManyBlocksAsOne() {
    List<GenericRecord> rows = client.queryAll("SELECT number FROM numbers(200000)");

    assertThat(rows).hasSize(200_000);
    assertThat(rows.getLast().getLong("number")).isEqualTo(199_999);
  }

  @Test
  void theClientBindsParameters() {
    List<GenericRecord> rows =
        rows("SELECT {a:UInt32} + 1 AS n, {b:String} AS t", Map.of("a", 41, "b", "it's \"so\" 🦉"));

    assertThat(rows.getFirst().getLong("n")).isEqualTo(42);
    assertThat(rows.getFirst().getString("t")).isEqualTo("it's \"so\" 🦉");
  }

  @Test
  void theClientInsertsJson() throws Exception {
    run("CREATE TABLE json_rows (a UInt32, b String) ENGINE = MergeTree ORDER BY a");
    byte[] data = "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":\"ü\"}\n".getBytes(StandardCharsets.UTF_8);

    var response =
        client
            .insert("json_rows", new ByteArrayInputStream(data), ClickHouseFormat.JSONEachRow)
            .get();

    assertThat(response.getWrittenRows()).isEqualTo(2);
    response.close();
    assertThat(client.queryAll("SELECT b FROM json_rows ORDER BY a"))
        .extracting(row -> row.getString("b"))
        .containsExactly("x", "ü");
  }

  @Test
  void theClientInsertsWithHttpCompression() throws Exception {
    run("CREATE TABLE http_lz4 (a UInt32) ENGINE = MergeTree ORDER BY a");
    byte[] data = "1\n2\n3\n".getBytes(StandardCharsets.UTF_8);

    client
        .insert(
            "http_lz4",
            new ByteArrayInputStream(data),
            ClickHouseFormat.TSV,
            new InsertSettings().compressClientRequest(true).useHttpCompression(true))
        .get()
        .close();

    assertThat(client.queryAll("SELECT sum(a) AS s FROM http_lz4").getFirst().getLong("s"))
        .isEqualTo(6);
  }

  @Test
  void theClientInsertsWithNativeCompression() throws Exception {
    run("CREATE TABLE native_lz4 (a UInt32) ENGINE = MergeTree ORDER BY a");
    String data =
        java.util.stream.IntStream.range(0, 50_000)
            .mapToObj(i -> i + "\n")
            .collect(Collectors.joining());

    client
        .insert(
            "native_lz4",
            new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8)),
            ClickHouseFormat.TSV,
            new InsertSettings().compressClientRequest(true))
        .get()
        .close();

    assertThat(client.queryAll("SELECT count() AS c FROM native_lz4").getFirst().getLong("c"))
        .isEqualTo(50_000);
  }

  @Test
  void theClientIsToldTheErrorCode() {
    assertThatThrownBy(() -> client.query("SELECT * FROM no_such_table").get().close())
        .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.getCode()).isEqualTo(60));
  }

  @Test
  void theJdbcDriverQueriesAndInserts() throws Exception {
    try (Connection connection = jdbc();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE jdbc_rows (a Int64, b Nullable(String)) ENGINE = MergeTree ORDER BY a");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO jdbc_rows (a, b) VALUES (?, ?)")) {
        insert.setLong(1, 1);
        insert.setString(2, "tab\tquote'back\\slash\nline");
        insert.executeUpdate();
        insert.setLong(1, 2);
        insert.setString(2, null);
        insert.executeUpdate();
      }
      try (ResultSet rows = statement.executeQuery("SELECT b FROM jdbc_rows ORDER BY a")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("tab\tquote'back\\slash\nline");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isNull();
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void theJdbcDriverIsToldTheErrorCode() throws Exception {
    try (Connection connection = jdbc();
        java.sql.Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT nope"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getMessage()).contains("Code: 47"));
    }
  }

  @Test
  void theJdbcDriverCancelsAStatement() throws Exception {
    try (Connection connection = jdbc();
        java.sql.Statement statement = connection.createStatement();
        ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
      var answer =
          caller.submit(
              () -> statement.executeQuery("SELECT 'cancel', count() FROM numbers(1000000000000)"));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  client
                          .queryAll(
                              "SELECT count() AS c FROM system.processes"
                                  + " WHERE query LIKE 'SELECT \\'cancel%'")
                          .getFirst()
                          .getLong("c")
                      == 1);

      statement.cancel();

      assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(ServerException.class);
    }
  }
}
