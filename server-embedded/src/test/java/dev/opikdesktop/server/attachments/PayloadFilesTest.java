package dev.opikdesktop.server.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.server.RunningServer;
import dev.opikdesktop.server.http.LocalClient;
import dev.opikdesktop.server.http.LocalClient.Answer;
import dev.opikdesktop.server.ids.TimeOrderedIds;
import dev.opikdesktop.server.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Files inside payloads: what becomes of them when they are written, read and written again. */
@Timeout(60)
class PayloadFilesTest {
  private static final LocalClient CLIENT =
      new LocalClient(RunningServer.shared().server().restPort());
  private static final String PLACEHOLDER = "\\[%s-attachment-%d-\\d{13}\\.%s]";

  private final AttachedProject project = new AttachedProject(CLIENT);
  private final String id = TimeOrderedIds.next().toString();

  @AfterAll
  static void closeClient() {
    CLIENT.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "span"})
  void aPictureInAPayloadBecomesAFile(String type) {
    String picture = picture(1);
    upsert(type, 1, "\"input\": {\"image\": \"%s\", \"n\": 1}".formatted(picture));

    JsonNode stripped = read(type, "?strip_attachments=true");
    assertThat(stripped.at("/input/image").asString())
        .matches(PLACEHOLDER.formatted("input", 1, "png"));
    String name = stripped.at("/input/image").asString().replaceAll("[\\[\\]]", "");
    assertThat(project.names(type, id)).containsExactly(name);
    Answer file = project.download(type, id, name);
    assertThat(file.bytes()).isEqualTo(Base64.getDecoder().decode(picture));
    assertThat(file.header("Content-Type")).isEqualTo("image/png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "span"})
  void aReadPutsItBackUnlessItIsToldNotTo(String type) {
    String picture = picture(1);
    upsert(
        type,
        1,
        "\"output\": [\"data:image/png;base64,%s\"], \"metadata\": {\"a\": \"%s\"}"
            .formatted(picture, picture(2)));
    String list = "/v1/private/" + type + "s?project_name=" + project.name;

    for (JsonNode read :
        List.of(
            read(type, ""),
            CLIENT.get(list).json().at("/content/0"),
            CLIENT.get(list + "&truncate=true").json().at("/content/0"),
            search(type, ""))) {
      assertThat(read.at("/output/0").asString()).isEqualTo("data:image/png;base64," + picture);
      assertThat(read.at("/metadata/a").asString()).isEqualTo(picture(2));
    }
    for (JsonNode read :
        List.of(
            read(type, "?strip_attachments=true"),
            CLIENT.get(list + "&strip_attachments=true").json().at("/content/0"),
            search(type, ", \"strip_attachments\": true"))) {
      assertThat(read.at("/output/0").asString())
          .matches("data:image/png;base64," + PLACEHOLDER.formatted("output", 1, "png"));
      assertThat(read.at("/metadata/a").asString())
          .matches(PLACEHOLDER.formatted("metadata", 1, "png"));
    }
  }

  @Test
  void theMessagesOfAThreadHaveTheFilesOfTheirTraces() {
    upsert(
        "trace",
        1,
        "\"thread_id\": \"t\", \"end_time\": \"2026-01-01T00:00:01Z\", \"input\": \"%s\", \"output\": \"%s\""
            .formatted(picture(1), picture(2)));
    String list = "/v1/private/traces/threads?project_name=" + project.name;
    JsonNode thread = CLIENT.get(list).json().at("/content/0");
    assertThat(thread.get("first_message").asString()).isEqualTo(picture(1));
    assertThat(thread.get("last_message").asString()).isEqualTo(picture(2));

    JsonNode stripped = CLIENT.get(list + "&strip_attachments=true").json().at("/content/0");
    assertThat(stripped.get("first_message").asString())
        .matches(PLACEHOLDER.formatted("input", 1, "png"));
    assertThat(stripped.get("last_message").asString())
        .matches(PLACEHOLDER.formatted("output", 1, "png"));
  }

  @Test
  void theRestOfATextStaysAsItIs() {
    String text =
        "first\\n%s\\u00fc, \\\"second\\\": %s \\\\ \uD83D\uDC36".formatted(picture(1), picture(2));
    upsert("trace", 1, "\"input\": \"%s\"".formatted(text));

    assertThat(project.names("trace", id)).hasSize(2);
    assertThat(read("trace", "").get("input")).isEqualTo(Json.MAPPER.readTree("\"" + text + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "letters", "noise", "unpadded", "url"})
  void whatIsNoFileStays(String kind) {
    String text =
        switch (kind) {
          case "short" -> base64(png(1, 191_990));
          case "letters" ->
              base64("no file, only words. ".repeat(15_000).getBytes(StandardCharsets.US_ASCII));
          case "noise" -> base64(noise(200_000));
          case "unpadded" -> base64(png(1, 200_000)).replace("=", "");
          default -> Base64.getUrlEncoder().encodeToString(png(1, 200_001));
        };
    upsert("trace", 1, "\"input\": {\"text\": \"%s\"}".formatted(text));

    assertThat(project.names("trace", id)).isEmpty();
    assertThat(read("trace", "").at("/input/text").asString()).isEqualTo(text);
  }

  @Test
  void aNewerRowTakesTheFilesOfTheOlderOneAlong() {
    upsert("trace", 1, "\"input\": \"%s\"".formatted(picture(1)));
    upsert("trace", 2, "\"input\": \"%s\"".formatted(picture(2)));

    assertThat(read("trace", "").get("input").asString()).isEqualTo(picture(2));
    assertThat(project.blobs()).isEqualTo(1);

    upsert("trace", 3, "\"input\": \"no picture\"");
    assertThat(project.names("trace", id)).isEmpty();
    assertThat(project.blobs()).isZero();
  }

  @Test
  void anOlderRowThatComesLateLeavesNoFileAndTakesNone() {
    upsert("trace", 5, "\"input\": \"%s\"".formatted(picture(5)));
    upsert("trace", 4, "\"input\": \"%s\"".formatted(picture(4)));
    upsert("trace", 3, "\"input\": \"no picture\"");

    assertThat(read("trace", "").get("input").asString()).isEqualTo(picture(5));
    assertThat(project.blobs()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "span"})
  void aPatchReplacesTheFilesOfTheFieldsThatItSets(String type) {
    upsert(type, 1, "\"input\": \"%s\", \"output\": \"%s\"".formatted(picture(1), picture(2)));
    patch(type, "\"output\": \"%s\"".formatted(picture(3)));

    assertThat(read(type, "").get("input").asString()).isEqualTo(picture(1));
    assertThat(read(type, "").get("output").asString()).isEqualTo(picture(3));
    assertThat(project.blobs()).isEqualTo(2);
  }

  @Test
  void aPatchThatComesFirstKeepsItsFiles() {
    patch("trace", "\"output\": \"%s\"".formatted(picture(2)));
    upsert("trace", 1, "\"input\": \"%s\"".formatted(picture(1)));

    assertThat(read("trace", "").get("input").asString()).isEqualTo(picture(1));
    assertThat(read("trace", "").get("output").asString()).isEqualTo(picture(2));
    assertThat(project.blobs()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "span"})
  void aPatchOfSeveralGivesEachItsOwnFile(String type) {
    upsert(type, 1, "\"name\": \"one\"");
    String other = type.equals("trace") ? project.trace() : project.span(id);
    Answer answer =
        CLIENT.patch(
            "/v1/private/" + type + "s/batch",
            """
            {"ids": ["%s", "%s"], "update": {"trace_id": "%s", "output": "%s"}}
            """
                .formatted(id, other, id, picture(1)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);

    assertThat(project.blobs()).isEqualTo(2);
    assertThat(project.names(type, other)).hasSize(1);
    assertThat(read(type, "").get("output").asString()).isEqualTo(picture(1));
  }

  @Test
  void aCreateThatIsRefusedLeavesNoFile() {
    String trace = project.trace("{\"input\": \"%s\"}".formatted(picture(1)));
    Answer answer =
        CLIENT.post(
            "/v1/private/traces",
            """
            {"id": "%s", "project_name": "%s", "start_time": "2026-01-01T00:00:00Z", "input": "%s"}
            """
                .formatted(trace, project.name, picture(2)));
    assertThat(answer.status()).isEqualTo(409);

    assertThat(project.blobs()).isEqualTo(1);
    assertThat(project.read(trace, "").get("input").asString()).isEqualTo(picture(1));
  }

  @Test
  void aPlaceholderOfNoFileStays() {
    upsert("trace", 1, "\"input\": \"%s\"".formatted(picture(1)));
    String name = project.names("trace", id).getFirst();
    upsert(
        "trace",
        2,
        "\"input\": \"[%s] [input-attachment-1-17.png] [output-attachment\"".formatted(name));
    assertThat(read("trace", "").get("input").asString())
        .isEqualTo(picture(1) + " [input-attachment-1-17.png] [output-attachment");

    project.delete("trace", id, name);
    assertThat(read("trace", "").get("input").asString())
        .isEqualTo("[%s] [input-attachment-1-17.png] [output-attachment".formatted(name));
  }

  @Test
  void aFileThatTheClientTookOutIsPutBackAndStays() {
    String name = "output-attachment-7-1764115200000-sdk.png";
    project.attach("trace", id, name, png(1, 1000));
    upsert("trace", 1, "\"output\": {\"image\": \"[%s]\"}".formatted(name));
    assertThat(read("trace", "").at("/output/image").asString()).isEqualTo(base64(png(1, 1000)));

    upsert("trace", 2, "\"output\": {}");
    assertThat(project.names("trace", id)).containsExactly(name);
  }

  @Test
  void writersOfOneRowAtOneTimeLoseNothing() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writes = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        int version = i;
        writes.add(
            executor.submit(
                () -> upsert("trace", version, "\"input\": \"%s\"".formatted(picture(version)))));
      }
      writes.add(executor.submit(() -> patch("trace", "\"output\": \"%s\"".formatted(picture(9)))));
      for (Future<?> each : writes) {
        each.get();
      }
    }
    assertThat(read("trace", "").get("input").asString()).isEqualTo(picture(8));
    assertThat(read("trace", "").get("output").asString()).isEqualTo(picture(9));
    assertThat(project.blobs()).isEqualTo(2);
  }

  @Test
  void deletingTheTraceDeletesThem() {
    upsert("trace", 1, "\"input\": \"%s\"".formatted(picture(1)));
    assertThat(project.blobs()).isEqualTo(1);

    CLIENT.delete("/v1/private/traces/" + id);

    assertThat(project.blobs()).isZero();
  }

  @Test
  void theyAreKnownAfterARestart() {
    try (RunningServer server = RunningServer.start();
        LocalClient before = new LocalClient(server.server().restPort())) {
      Answer answer =
          before.post(
              "/v1/private/traces",
              "{\"id\": \"%s\", \"start_time\": \"2026-01-01T00:00:00Z\", \"input\": \"%s\"}"
                  .formatted(id, picture(1)));
      assertThat(answer.status()).isEqualTo(201);
      server.restart();
      try (LocalClient after = new LocalClient(server.server().restPort())) {
        assertThat(after.get("/v1/private/traces/" + id).json().get("input").asString())
            .isEqualTo(picture(1));
        after.post(
            "/v1/private/traces/batch",
            "{\"traces\": [{\"id\": \"%s\", \"start_time\": \"2026-01-01T00:00:00Z\"}]}"
                .formatted(id));
        assertThat(server.stores().blobs().list("attachments/", null, 10).blobs()).isEmpty();
      }
    }
  }

  private void upsert(String type, int version, String fields) {
    Answer answer =
        CLIENT.post(
            "/v1/private/" + type + "s/batch",
            """
            {"%ss": [{"id": "%s", "project_name": "%s", "trace_id": "%s",
              "start_time": "2026-01-01T00:00:00Z",
              "last_updated_at": "2026-01-01T00:00:%02dZ", %s}]}
            """
                .formatted(type, id, project.name, id, version, fields));
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private void patch(String type, String fields) {
    Answer answer =
        CLIENT.patch(
            "/v1/private/" + type + "s/" + id,
            "{\"project_name\": \"%s\", \"trace_id\": \"%s\", %s}"
                .formatted(project.name, id, fields));
    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
  }

  private JsonNode read(String type, String query) {
    return CLIENT.get("/v1/private/" + type + "s/" + id + query).json();
  }

  private JsonNode search(String type, String more) {
    Answer answer =
        CLIENT.post(
            "/v1/private/" + type + "s/search",
            "{\"project_name\": \"%s\"%s}".formatted(project.name, more));
    return Json.MAPPER.readTree(answer.text().strip());
  }

  /** A picture that is one of a kind. */
  private static String picture(int number) {
    return base64(png(number, 200_000));
  }

  private static byte[] png(int number, int size) {
    byte[] bytes = noise(size);
    byte[] head = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H'};
    System.arraycopy(head, 0, bytes, 0, head.length);
    bytes[100] = (byte) number;
    return bytes;
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
