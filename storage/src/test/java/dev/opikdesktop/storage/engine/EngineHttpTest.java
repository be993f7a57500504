package dev.opikdesktop.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ClickHouse's HTTP protocol as the engine speaks it. */
class EngineHttpTest {
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

  /** The escaped text form of a value, as clients send parameters. */
  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  @Test
  void pingNeedsNoPassword() throws Exception {
    HttpRequest.Builder ping =
        HttpRequest.newBuilder(TestEngine.engine().endpoint().resolve("/ping"));

    assertThat(http.send(ping).body()).isEqualTo("Ok.\n");
  }

  @Test
  void anEmptyStatementIsFine() throws Exception {
    assertThat(http.post("  -- nothing\n", Map.of()).statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    HttpRequest.Builder request =
        http.request(Map.of()).setHeader("Authorization", EngineHttp.basic("default", "guess"));

    HttpResponse<String> answer = http.send(request.POST(BodyPublishers.ofString("SELECT 1")));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("516");
  }

  @Test
  void nobodyIsAskedForAPassword() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(TestEngine.engine().endpoint().resolve("/?query=SELECT%201"));

    assertThat(http.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void thePasswordMayComeInHeadersOrInTheAddress() throws Exception {
    Engine engine = TestEngine.engine();
    var inHeaders =
        HttpRequest.newBuilder(engine.endpoint().resolve("/?query=SELECT%201"))
            .header("X-ClickHouse-User", engine.user())
            .header("X-ClickHouse-Key", engine.password());
    var inAddress =
        HttpRequest.newBuilder(
            engine
                .endpoint()
                .resolve("/?query=SELECT%202&user=default&password=" + engine.password()));

    assertThat(http.send(inHeaders).body()).isEqualTo("1\n");
    assertThat(http.send(inAddress).body()).isEqualTo("2\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tab\there",
        "line\nbreak\r\n",
        "back\\slash \\n not a line",
        "it's \"quoted\" `so`",
        "owl 🦉 ü",
        "\\N",
        "'; DROP TABLE x; --",
        ""
      })
  void aParameterArrivesAsItWasSent(String value) {
    assertThat(http.run("SELECT base64Encode({p:String})", Map.of("param_p", escaped(value))))
        .isEqualTo(
            java.util.Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aParameterCanBeNull() {
    assertThat(http.run("SELECT {p:Nullable(String)} IS NULL", Map.of("param_p", "\\N")))
        .isEqualTo("1");
  }

  @Test
  void aParameterOfManyValuesIsAnArray() {
    assertThat(
            http.run(
                "SELECT arrayStringConcat({p:Array(String)}, '|') FORMAT TSVRaw",
                Map.of("param_p", "['a','it\\'s']")))
        .isEqualTo("a|it's");
  }

  @Test
  void longParametersMayComeAsAForm() throws Exception {
    String value = "x".repeat(3_000_000);
    String form =
        "--edge\r\nContent-Disposition: form-data; name=\"query\"\r\n\r\n"
            + "SELECT length({p:String})\r\n"
            + "--edge\r\nContent-Disposition: form-data; name=\"param_p\"\r\n\r\n"
            + value
            + "\r\n--edge--\r\n";

    HttpResponse<String> answer =
        http.send(
            http.request(Map.of())
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofString(form)));

    assertThat(answer.body()).isEqualTo("3000000\n");
  }

  @Test
  void aSettingHoldsForItsStatementOnly() {
    assertThat(http.run("SELECT getSetting('max_threads')", Map.of("max_threads", "7")))
        .isEqualTo("7");
    for (int i = 0; i < 30; i++) {
      assertThat(http.run("SELECT getSetting('max_threads')")).isNotEqualTo("7");
    }
  }

  @Test
  void aSetStatementLeavesNothingBehind() {
    String before = http.run("SELECT getSetting('implicit_select')");
    http.run("SET max_block_size = 77");

    for (int i = 0; i < 30; i++) {
      assertThat(http.run("SELECT getSetting('max_block_size')")).isNotEqualTo("77");
      assertThat(http.run("SELECT getSetting('implicit_select')")).isEqualTo(before);
    }
  }

  @Test
  void aRefusedSettingIsRefusedEachTime() throws Exception {
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = http.post("SELECT 1", Map.of("max_threads", "many"));
      assertThat(answer.statusCode()).isNotEqualTo(200);
    }
    assertThat(http.run("SELECT 1")).isEqualTo("1");
  }

  @Test
  void theDatabaseIsTheRequestsOwn() {
    table("here");

    assertThat(http.run("SELECT count() FROM here", Map.of("database", database))).isEqualTo("0");
    assertThat(http.run("SELECT currentDatabase()")).isEqualTo("default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Native", "RowBinary", "JSONEachRow", "Parquet"})
  void whatIsReadInAFormatCanBeInsertedInIt(String format) throws Exception {
    String from = table("from_" + format);
    String to = table("to_" + format);
    http.run(
        "INSERT INTO %s SELECT number, repeat(toString(number), 20) FROM numbers(200000)"
            .formatted(from));
    byte[] rows =
        http.sendForBytes(
                http.request(Map.of("query", "SELECT * FROM " + from + " FORMAT " + format)))
            .body();

    HttpResponse<String> answer =
        http.send(insert(to, format).POST(BodyPublishers.ofByteArray(rows)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String sums = "SELECT count(), sum(a), sum(cityHash64(b)) FROM ";
    assertThat(http.run(sums + to)).isEqualTo(http.run(sums + from)).startsWith("200000");
  }

  @Test
  void theFormatIsNamedInTheAnswer() throws Exception {
    HttpResponse<String> asked =
        http.post("SELECT 1 AS x", Map.of("default_format", "JSONEachRow"));
    HttpResponse<String> written = http.post("SELECT 1 AS x FORMAT CSV", Map.of());

    assertThat(asked.body()).isEqualTo("{\"x\":1}\n");
    assertThat(asked.headers().firstValue("X-ClickHouse-Format")).contains("JSONEachRow");
    assertThat(written.headers().firstValue("X-ClickHouse-Format")).contains("CSV");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CSVWithNames", "TabSeparatedWithNames", "JSONCompactEachRowWithNames"})
  void theHeaderStandsOnceBeforeAllBlocks(String format) {
    String answer = http.run("SELECT number FROM numbers(200000) FORMAT " + format);

    assertThat(answer.lines().filter(line -> line.contains("number"))).hasSize(1);
    assertThat(answer.lines()).hasSize(200_001);
  }

  @Test
  void aJsonDocumentIsOne() {
    String answer = http.run("SELECT number FROM numbers(200000) FORMAT JSONCompact");

    assertThat(answer).containsOnlyOnce("\"meta\"").contains("\"rows\": 200000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SHOW DATABASES", "EXPLAIN SELECT 1", "DESCRIBE system.one", "EXISTS system.one"})
  void whatIsNoSelectAnswersToo(String sql) {
    assertThat(http.run(sql)).isNotEmpty();
  }

  @Test
  void theSummaryCountsWhatWasWritten() throws Exception {
    String table = table("summary");

    HttpResponse<String> answer =
        http.send(insert(table, "CSV").POST(BodyPublishers.ofString("1,x\n2,y\n")));

    assertThat(answer.headers().firstValue("X-ClickHouse-Summary").orElseThrow())
        .contains("\"written_rows\":\"2\"");
  }

  @Test
  void anUnknownTableIsNotFound() throws Exception {
    HttpResponse<String> answer = http.post("SELECT * FROM no_such_table", Map.of());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("60");
    assertThat(answer.body()).startsWith("Code: 60. DB::Exception:").contains("(version ");
  }

  @Test
  void anErrorInTheMiddleOfAResultBreaksTheAnswerOff() {
    assertThatThrownBy(
            () ->
                http.post(
                    "SELECT throwIf(number = 3000000), number FROM numbers(10000000)", Map.of()))
        .isInstanceOf(IOException.class);
    assertThat(http.run("SELECT 1")).isEqualTo("1");
  }

  @Test
  void aStatementThatFailedHoldsNothing() throws Exception {
    http.post("SELECT 'held', throwIf(number = 70000) FROM numbers(100000) FORMAT JSON", Map.of());

    assertThat(running("SELECT 'held'")).isZero();
  }

  @Test
  void aBrokenInsertWritesNothing() throws Exception {
    String table = table("broken");

    HttpResponse<String> answer =
        http.send(insert(table, "CSV").POST(BodyPublishers.ofString("1,x\n2,y\nthree,z\n")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(http.run("SELECT count() FROM " + table)).isEqualTo("0");
  }

  private static int running(String text) {
    return Integer.parseInt(
        http.run(
            "SELECT count() FROM system.processes WHERE query LIKE {text:String}",
            Map.of("param_text", text + "%")));
  }

  @Test
  void aClientMayWaitForTheWordToContinue() throws Exception {
    String table = table("waiting");

    HttpResponse<String> answer =
        http.send(insert(table, "CSV").expectContinue(true).POST(BodyPublishers.ofString("1,x\n")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(http.run("SELECT count() FROM " + table)).isEqualTo("1");
  }

  @Test
  void longListsOfValuesAreInserted() {
    String table = table("many_values");
    String values = "(1,'x'),".repeat(200_000);

    http.run("INSERT INTO " + table + " VALUES " + values.substring(0, values.length() - 1));

    assertThat(http.run("SELECT count() FROM " + table)).isEqualTo("200000");
  }

  @Test
  void valuesMayBeParameters() {
    String table = table("bound_values");

    http.run(
        "INSERT INTO " + table + " (a, b) VALUES ({a:UInt64}, {b:String})",
        Map.of("param_a", "5", "param_b", "it\\'s"));

    assertThat(http.run("SELECT b FROM " + table)).isEqualTo("it\\'s");
  }

  @Test
  void theEnginesOwnLogTablesAreOff() {
    http.run("SYSTEM FLUSH LOGS");

    assertThat(
            http.run(
                "SELECT name FROM system.tables WHERE database = 'system' AND name LIKE '%\\_log'"))
        .isEmpty();
  }
}
