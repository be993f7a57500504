package dev.opikdesktop.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compressed bodies and answers, as clients ask for them. */
class EngineCompressionTest {
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
  void bodiesMayBeGzipped() throws Exception {
    String table = table("gzipped");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("1,x\n2,y\n".getBytes(StandardCharsets.UTF_8));
    }

    http.send(
        insert(table, "CSV")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));

    assertThat(http.run("SELECT count() FROM " + table)).isEqualTo("2");
  }

  @Test
  void answersAreGzippedWhenAskedFor() throws Exception {
    HttpResponse<byte[]> answer =
        http.sendForBytes(
            http.request(Map.of("enable_http_compression", "1"))
                .header("Accept-Encoding", "gzip")
                .POST(BodyPublishers.ofString("SELECT number FROM numbers(100000)")));

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(lines(new GZIPInputStream(new ByteArrayInputStream(answer.body()))))
        .isEqualTo(100_000);
  }

  @Test
  void answersAreLz4FramesWhenAskedFor() throws Exception {
    HttpResponse<byte[]> answer =
        http.sendForBytes(
            http.request(Map.of("enable_http_compression", "1"))
                .header("Accept-Encoding", "lz4")
                .POST(BodyPublishers.ofString("SELECT number FROM numbers(100000)")));

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("lz4");
    assertThat(lines(new LZ4FrameInputStream(new ByteArrayInputStream(answer.body()))))
        .isEqualTo(100_000);
  }

  private static long lines(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count();
    }
  }

  @Test
  void aBrokenCompressedBlockIsTheClientsFault() throws Exception {
    String table = table("bad_frame");

    HttpResponse<String> answer =
        http.send(
            http.request(Map.of("query", "INSERT INTO " + table + " FORMAT CSV", "decompress", "1"))
                .POST(BodyPublishers.ofString("this is no frame at all, is it?")));

    assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).isPresent();
  }
}
