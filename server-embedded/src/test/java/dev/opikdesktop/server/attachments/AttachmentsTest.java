package dev.opikdesktop.server.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.http.RawClient;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the recorded scenario does not ask of attachments. */
@Timeout(60)
class AttachmentsTest {
  private static final int PORT = RunningServer.shared().server().restPort();
  private static final LocalClient CLIENT = new LocalClient(PORT);
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };

  private final AttachedProject project = new AttachedProject(CLIENT);
  private final String trace = TimeOrderedIds.next().toString();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @Test
  void aFileComesBackByteForByte() {
    byte[] content = random(3_000_000);
    project.attach("trace", trace, "data.bin", content);

    assertThat(project.download("trace", trace, "data.bin").bytes()).isEqualTo(content);
  }

  @Test
  void aFileMayBeEmpty() {
    project.attach("trace", trace, "empty", new byte[0]);

    assertThat(project.download("trace", trace, "empty").bytes()).isEmpty();
    assertThat(project.list("trace", trace).at("/content/0/file_size").asInt()).isZero();
  }

  static Stream<String> hostileNames() {
    return Stream.of(
        "../../../etc/passwd",
        "..",
        "/etc/passwd",
        "C:\\Windows\\system.ini",
        "nul\u0000byte.png",
        "a\r\nSet-Cookie: x=y.txt",
        "quote\".html",
        "'; DROP TABLE attachments; --",
        "%2e%2e%2fx",
        "+ plus & and = #hash?",
        "con.txt",
        ".hidden",
        "\u202egnp.exe",
        "\uD83D\uDC36 und \u00FCml\u00E4ut",
        "n".repeat(1000));
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void aNameIsAnyTextAndLeadsNowhere(String fileName) {
    byte[] content = fileName.getBytes(StandardCharsets.UTF_8);
    project.attach("trace", trace, fileName, content);
    project.attach("trace", trace, "neighbour", new byte[1]);

    Answer answer = project.download("trace", trace, fileName);
    assertThat(answer.bytes()).isEqualTo(content);
    assertThat(project.names("trace", trace)).contains(fileName, "neighbour").hasSize(2);
    String disposition = answer.header("Content-Disposition");
    assertThat(disposition).matches("attachment; filename=\"[ !#-.0-\\[\\]-~]*\"(; filename.*)?");
    assertThat(disposition.replaceFirst(".*filename=\"", "")).doesNotStartWith(".");
    assertThat(disposition.replaceFirst(".*''", "").replaceFirst("^%2E", "."))
        .doesNotContain("%2F", "%5C", "%0D", "%0A", "%00");
    assertThat(answer.header("Set-Cookie")).isEmpty();

    project.delete("trace", trace, "neighbour");
    assertThat(project.names("trace", trace)).containsExactly(fileName);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%20%20"})
  void aFileHasAName(String fileName) {
    Answer answer =
        CLIENT.send(
            "PUT",
            AttachedProject.FILES
                + "upload?entity_type=trace&entity_id=%s&file_name=%s".formatted(trace, fileName),
            PNG);
    assertThat(answer.status()).isIn(400, 422);
    assertThat(answer.json().has("errors")).isTrue();
  }

  @Test
  void aNameLongerThanAThousandCharactersIsRefused() {
    assertThat(project.upload("trace", trace, "n".repeat(1001), PNG).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // name, said, listed
        "page.html, text/html, text/html",
        "page.html, -, text/html",
        "picture.svg, -, image/svg+xml",
        "picture.jpg, -, image/jpeg",
        "noname, -, image/png",
        "noname, application/octet-stream, image/png",
        "noname, nonsense, image/png",
        "noname, text/plain; charset=utf-8, text/plain; charset=utf-8",
      })
  void theTypeIsWhatWasSaidOrWhatTheNameOrTheContentTells(
      String fileName, String said, String listed) {
    String[] more =
        said == null ? new String[0] : new String[] {"mime_type=" + AttachedProject.encoded(said)};
    project.attach("trace", trace, fileName, PNG, more);

    assertThat(project.list("trace", trace).at("/content/0/mime_type").asString())
        .isEqualTo(listed);
    assertThat(project.download("trace", trace, fileName).header("Content-Type")).isEqualTo(listed);
  }

  @Test
  void aTypeThatWouldBreakAHeaderCountsForNothing() {
    project.attach("trace", trace, "x.png", PNG, "mime_type=text%2Fhtml%0D%0AX-Y%3A%20z");

    Answer answer = project.download("trace", trace, "x.png");
    assertThat(answer.header("Content-Type")).isEqualTo("image/png");
    assertThat(answer.header("X-Y")).isEmpty();
  }

  @Test
  void noBrowserRunsWhatAFileHolds() {
    project.attach(
        "trace",
        trace,
        "evil.html",
        "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8),
        "mime_type=text%2Fhtml");

    Answer answer = project.download("trace", trace, "evil.html");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"evil.html\"");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
  }

  @Test
  void theLinkDoesNotDecideTheType() {
    project.attach("trace", trace, "x.png", PNG);

    String address = project.address("trace", trace, "x.png").replace("a%2Fb", "text%2Fhtml");
    assertThat(CLIENT.get(address).header("Content-Type")).isEqualTo("image/png");
  }

  @Test
  void linksBeginWithTheAddressThatTheClientKnows() {
    project.attach("trace", trace, "x y.png", PNG);

    String link = project.list("trace", trace).at("/content/0/link").asString();
    assertThat(link).startsWith(AttachedProject.BASE + "v1/private/attachment/download?");
    String path = link.substring((AttachedProject.BASE + "").length() - 1);
    assertThat(CLIENT.get(path).bytes()).isEqualTo(PNG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)//", "file:///etc/", "not an address", "http://a b/", ""})
  void whatIsNoAddressIsNoBaseOfLinks(String base) {
    Answer answer =
        CLIENT.get(
            AttachedProject.FILES
                + "list?project_id=%s&entity_type=trace&entity_id=%s&path=%s"
                    .formatted(trace, trace, AttachedProject.base64(base)));
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void anUploadUnderAnOldNameReplacesTheFileAndItsBytes() {
    project.attach("trace", trace, "x.txt", "first".getBytes(StandardCharsets.UTF_8));
    String tag = project.download("trace", trace, "x.txt").header("ETag");
    project.attach("trace", trace, "x.txt", "second".getBytes(StandardCharsets.UTF_8));

    Answer answer = project.download("trace", trace, "x.txt");
    assertThat(answer.text()).isEqualTo("second");
    assertThat(answer.header("ETag")).isNotEqualTo(tag);
    assertThat(project.list("trace", trace).get("total").asInt()).isEqualTo(1);
    assertThat(project.blobs()).isEqualTo(1);
  }

  @Test
  void tracesAndSpansOfOneIdHaveTheirOwnFiles() {
    project.attach("trace", trace, "x", "trace".getBytes(StandardCharsets.UTF_8));
    project.attach("span", trace, "x", "span".getBytes(StandardCharsets.UTF_8));

    assertThat(project.download("trace", trace, "x").text()).isEqualTo("trace");
    assertThat(project.download("span", trace, "x").text()).isEqualTo("span");
    project.delete("span", trace, "x");
    assertThat(project.download("span", trace, "x").status()).isEqualTo(404);
    assertThat(project.download("trace", trace, "x").status()).isEqualTo(200);
  }

  @Test
  void aListIsPagedByName() {
    for (int i = 0; i < 5; i++) {
      project.attach("trace", trace, "f" + i, PNG);
    }

    JsonNode page = project.listed("trace", trace, "&page=2&size=2").json();
    assertThat(page.get("page").asInt()).isEqualTo(2);
    assertThat(page.get("size").asInt()).isEqualTo(2);
    assertThat(page.get("total").asInt()).isEqualTo(5);
    assertThat(page.at("/content/0/file_name").asString()).isEqualTo("f2");
    assertThat(page.at("/content/1/file_name").asString()).isEqualTo("f3");
  }

  @Test
  void aBodyThatBreaksOffLeavesNothing() throws Exception {
    project.attach("trace", trace, "x", "whole".getBytes(StandardCharsets.UTF_8));
    String path =
        AttachedProject.FILES
            + "upload?entity_type=trace&entity_id=%s&file_name=x&project_name=%s"
                .formatted(trace, project.name);
    try (RawClient client = new RawClient(PORT)) {
      client.send("PUT " + path + " HTTP/1.1", "Host: localhost", "Content-Length: 100000", "", "");
      client.send(random(50_000));
    }
    try (RawClient client = new RawClient(PORT)) {
      client.send(
          "PUT " + path + " HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked", "", "");
      client.send("c350\r\n".getBytes(StandardCharsets.US_ASCII));
      client.send(random(50_000));
      client.send("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    // Another upload of the same file waits for nobody, and wins over nobody.
    project.attach("trace", trace, "y", PNG);

    assertThat(project.download("trace", trace, "x").text()).isEqualTo("whole");
    assertThat(project.blobs()).isEqualTo(2);
  }

  @Test
  void aChunkedBodyWithoutAContentTypeIsAFile() throws Exception {
    byte[] content = random(300_000);
    try (RawClient client = new RawClient(PORT)) {
      client.send(
          "PUT "
              + AttachedProject.FILES
              + "upload?entity_type=trace&entity_id=%s&file_name=x&project_name=%s HTTP/1.1"
                  .formatted(trace, project.name),
          "Host: localhost",
          "Transfer-Encoding: chunked",
          "Connection: close",
          "",
          "");
      for (int at = 0; at < content.length; at += 100_000) {
        client.send("186a0\r\n".getBytes(StandardCharsets.US_ASCII));
        client.send(Arrays.copyOfRange(content, at, at + 100_000));
        client.send("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      client.send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.textUntilEnd()).startsWith("HTTP/1.1 204");
    }
    assertThat(project.download("trace", trace, "x").bytes()).isEqualTo(content);
  }

  @Test
  void ofUploadsAtOneTimeUnderOneNameOneStaysWhole() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> uploads = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        byte[] content = new byte[200_000];
        Arrays.fill(content, (byte) i);
        String other = "other" + i;
        uploads.add(executor.submit(() -> project.attach("trace", trace, "same", content)));
        uploads.add(executor.submit(() -> project.attach("trace", trace, other, content)));
      }
      for (Future<?> each : uploads) {
        each.get();
      }
    }
    byte[] content = project.download("trace", trace, "same").bytes();
    assertThat(content).hasSize(200_000);
    byte[] expected = new byte[200_000];
    Arrays.fill(expected, content[0]);
    assertThat(content).isEqualTo(expected);
    assertThat(project.names("trace", trace)).hasSize(13);
    assertThat(project.blobs()).isEqualTo(13);
  }

  @Test
  void aFileThatIsDeletedWhileItIsReadIsReadToItsEnd() throws Exception {
    byte[] content = random(8_000_000);
    project.attach("trace", trace, "x", content);
    try (RawClient client = new RawClient(PORT)) {
      client.send(
          "GET " + project.address("trace", trace, "x") + " HTTP/1.1",
          "Host: localhost",
          "Connection: close",
          "",
          "");
      int first = client.in().read();
      project.delete("trace", trace, "x");
      byte[] rest = client.untilEnd();
      assertThat(first).isEqualTo('H');
      assertThat(Arrays.copyOfRange(rest, rest.length - content.length, rest.length))
          .isEqualTo(content);
    }
    assertThat(project.download("trace", trace, "x").status()).isEqualTo(404);
  }

  @Test
  void deletingATraceDeletesItsFilesAndThoseOfItsSpans() {
    String own = project.trace();
    String span = project.span(own);
    String other = project.trace();
    project.attach("trace", own, "x", PNG);
    project.attach("trace", own, "x", PNG);
    project.attach("span", span, "y", PNG);
    project.attach("trace", other, "z", PNG);

    CLIENT.delete("/v1/private/traces/" + own);

    assertThat(project.names("trace", own)).isEmpty();
    assertThat(project.names("span", span)).isEmpty();
    assertThat(project.names("trace", other)).containsExactly("z");
    assertThat(project.blobs()).isEqualTo(1);
  }

  @Test
  void deletingAThreadDeletesTheFilesOfItsTraces() {
    String own = project.trace("{\"thread_id\": \"a thread\"}");
    String span = project.span(own);
    project.attach("trace", own, "x", PNG);
    project.attach("span", span, "y", PNG);

    Answer answer =
        CLIENT.post(
            "/v1/private/traces/threads/delete",
            "{\"project_name\": \"%s\", \"thread_ids\": [\"a thread\"]}".formatted(project.name));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(project.blobs()).isZero();
  }

  @Test
  void deletingAProjectDeletesItsFiles() {
    project.attach("trace", project.trace(), "x", PNG);
    String id = project.id();
    assertThat(project.blobs()).isEqualTo(1);

    CLIENT.delete("/v1/private/projects/" + id);

    assertThat(
            RunningServer.shared()
                .stores()
                .blobs()
                .list("attachments/0190babc-62a0-71d2-832a-0feffa4676eb/" + id, null, 10)
                .blobs())
        .isEmpty();
  }

  @Test
  void whatWasDeletedCanComeAgain() {
    project.attach("trace", trace, "x", PNG);
    project.delete("trace", trace, "x");
    project.attach("trace", trace, "x", new byte[] {1});

    assertThat(project.download("trace", trace, "x").bytes()).containsExactly(1);
  }

  @Test
  void anotherWorkspaceOfALinkIsNotThere() {
    project.attach("trace", trace, "x", PNG);

    String address = project.address("trace", trace, "x");
    assertThat(CLIENT.get(address + "&workspace_name=default").status()).isEqualTo(200);
    assertThat(CLIENT.get(address + "&workspace_name=other").status()).isEqualTo(404);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
